using RustImage.Debian.Archives;

namespace RustImage.Debian;

/// <summary>The packages of one project for one architecture: those that its lock pins, and those that are added because something is missing.</summary>
/// <remarks>
/// What the lock pins stays. A project sees only packages that it needs by the lock, not those of other projects in the same file;
/// its image would otherwise change with them.
/// </remarks>
/// <param name="lock">Null where there is none yet.</param>
/// <param name="project">Its path relative to the lock.</param>
/// <param name="architecture">Debian's name of it.</param>
public sealed class PackageSelection(PackageLock? @lock, string project, string architecture)
{
    private readonly List<LockedPackage> _packages =
        [.. (@lock?.Packages ?? []).Where(p => p.NeededBy.ContainsKey(project) && (p.Architecture == architecture || p.Architecture == "all"))];

    private readonly SortedDictionary<string, SortedSet<string>> _added = new(StringComparer.Ordinal);

    public string Architecture => architecture;

    /// <summary>In the order of the lock, then of adding.</summary>
    public IReadOnlyList<LockedPackage> Packages => _packages;

    /// <summary>From the name of a package that the lock lacks for this project to its reasons, by name.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Added => _added;

    public LockedPackage? Find(string name) => _packages.FirstOrDefault(p => p.Name == name);

    /// <summary>What another project of the same lock has pinned: the same version for both.</summary>
    public LockedPackage? FindInLock(string name) => @lock?.Find(name, architecture);

    public LockedPackage Add(LockedPackage package, string reason)
    {
        if (Find(package.Name) is { } known)
            return known;
        _packages.Add(package);
        _added[package.Name] = new SortedSet<string>(StringComparer.Ordinal) { reason };
        return package;
    }

    /// <exception cref="RustImageException">RIMG7052: the suite has moved on, and the package needs a newer version of one that is pinned.</exception>
    public LockedPackage Add(OfferedPackage offered, string reason)
    {
        if (FindInLock(offered.Package.Name) is { } shared)
            return Add(shared, reason);
        foreach (var group in offered.Package.Depends)
        {
            var pinned = group.Alternatives.Select(a => (Alternative: a, Package: Find(a.Name))).Where(a => a.Package is not null).ToList();
            if (pinned.Count > 0 && !pinned.Any(p => p.Alternative.Accepts(DebianVersion.Parse(p.Package!.Version))))
                throw Messages.NeedsNewerPackage(offered.Package.Name, $"{offered.Package.Version}", $"{group}", pinned[0].Package!.ToString(), reason).ToException();
        }
        return Add(offered.Lock(new Dictionary<string, IReadOnlyList<string>>()), reason);
    }

    /// <summary>The lock with this project's additions; all else as it was.</summary>
    /// <param name="suite">That the additions are of, or null where all came from the lock itself.</param>
    public PackageLock ToLock(Suite? suite)
    {
        var packages = (@lock?.Packages ?? []).ToDictionary(p => (p.Name, p.Architecture));
        foreach (var (name, reasons) in _added)
        {
            var package = Find(name)!;
            var key = (package.Name, package.Architecture);
            var neededBy = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var (other, others) in packages.GetValueOrDefault(key)?.NeededBy ?? new Dictionary<string, IReadOnlyList<string>>())
                neededBy[other] = others;
            neededBy[project] = [.. reasons];
            packages[key] = package with { NeededBy = neededBy };
        }
        var releases = suite?.Releases ?? @lock?.Releases ?? [];
        return new PackageLock(suite?.Codename ?? @lock!.Suite, releases, PackageLockOrder.Sort(packages.Values));
    }
}
