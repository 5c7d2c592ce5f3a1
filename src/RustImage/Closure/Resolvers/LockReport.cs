using RustImage.Debian.Locks;

namespace RustImage.Closure.Resolvers;

/// <summary>What a build says of a change to the package lock.</summary>
/// <param name="Lines">In the order in which a build shows them.</param>
/// <param name="Message">RIMG7057: a plain build extended the lock. Null where it did not.</param>
internal sealed record LockReport(IReadOnlyList<Announcement> Lines, Diagnostic? Message)
{
    /// <param name="lockFile">The lock's path, for the lines.</param>
    /// <param name="isUpdate">Whether the user asked for an update; then "nothing changed" is an answer, too.</param>
    public static LockReport Create(LockedResolution result, string lockFile, bool isUpdate)
    {
        var (before, after) = (result.Before, result.After);
        var changes = after is null ? [] : LockUpdate.Changes(before, after);
        var lines = changes.Select(c => new Announcement($"{c}", IsImportant: isUpdate)).ToList();
        Diagnostic? message = null;
        if (isUpdate && after is null)
            lines.Add(new Announcement($"No package is needed, so there is no {lockFile}."));
        else if (isUpdate && changes.Count == 0)
            lines.Add(new Announcement($"{lockFile} is up to date."));
        else if (before is null && after is not null)
            lines.Add(new Announcement($"{lockFile}: {after.Packages.Count} packages of Debian {after.Suite}. Commit this file."));
        else if (!isUpdate && before != after)
            message = Messages.LockExtended(lockFile, ListAdded(before!, after!));
        return new LockReport(lines, message);
    }

    private static IEnumerable<string> ListAdded(PackageLock before, PackageLock after) =>
        after.Packages.Where(p => before.Find(p.Name, p.Architecture) is null)
            .Select(p => $"{p}").DefaultIfEmpty("reasons of this project");
}
