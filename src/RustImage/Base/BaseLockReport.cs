namespace RustImage.Base;

/// <summary>What a build says of the lock's entry for the base image.</summary>
/// <param name="Line">Null where there is nothing to say, or the message says it.</param>
/// <param name="Message">RIMG5110: the lock names the base image now. Null where it did before.</param>
internal sealed record BaseLockReport(Announcement? Line, Diagnostic? Message)
{
    /// <param name="name">The name of the base image.</param>
    /// <param name="isUpdate">Whether the user asked for an update; then "nothing changed" is an answer, too.</param>
    public static BaseLockReport Create(string name, PulledBase pulled, string lockFile, bool isUpdate)
    {
        var (before, after) = (pulled.Before, pulled.After);
        if (isUpdate && after is null)
            return new BaseLockReport(new Announcement($"{name} needs no entry in {lockFile}."), null);
        if (isUpdate && before == after)
            return new BaseLockReport(new Announcement($"{name} is up to date in {lockFile}."), null);
        if (before is not null && before != after)
            return new BaseLockReport(new Announcement($"{name} {before} → {after}"), null);
        return new BaseLockReport(null, before is null && after is { } added ? Messages.BaseLocked(name, added, lockFile) : null);
    }
}
