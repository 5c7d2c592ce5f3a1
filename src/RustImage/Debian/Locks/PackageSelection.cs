using RustImage.Debian.Archives;
using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

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

    private readonly List<(IndexedPackage Package, string Reason)> _offered = [];
    private readonly SortedDictionary<string, SortedSet<string>> _added = new(StringComparer.Ordinal);

    public string Architecture => architecture;

    /// <summary>In the order of the lock, then of adding.</summary>
    public IReadOnlyList<LockedPackage> Packages => _packages;

    /// <summary>From the name of a package that the lock lacks for this project to its reasons, by name.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Added => _added;

    public LockedPackage? Find(string name) => _packages.FirstOrDefault(p => p.Name == name);

    /// <summary>The package that was taken for a reason, whatever its name: one that provides what was asked for has another.</summary>
    public LockedPackage? FindByReason(string reason) => _packages.FirstOrDefault(p =>
        (p.NeededBy.GetValueOrDefault(project)?.Contains(reason) ?? false) || (_added.GetValueOrDefault(p.Name)?.Contains(reason) ?? false));

    /// <summary>What another project of the same lock has pinned: the same version for both.</summary>
    public LockedPackage? FindInLock(string name) => @lock?.Find(name, architecture);

    public LockedPackage Add(LockedPackage package, string reason)
    {
        if (Find(package.Name) is { } known)
            return known;
        _packages.Add(package);
        AddReason(package.Name, reason);
        foreach (var (offered, why) in _offered)
            CheckDependencies(offered, why);
        return package;
    }

    /// <summary>A further reason for a package that is there.</summary>
    public void AddReason(string name, string reason)
    {
        if (!_added.TryGetValue(name, out var reasons))
            _added[name] = reasons = new SortedSet<string>(Find(name)!.NeededBy.GetValueOrDefault(project) ?? [], StringComparer.Ordinal);
        reasons.Add(reason);
    }

    /// <exception cref="RustImageException">RIMG7052: the suite has moved on, and the package needs a newer version of one that is pinned.</exception>
    public LockedPackage Add(OfferedPackage offered, string reason)
    {
        if (FindInLock(offered.Package.Name) is { } shared)
            return Add(shared, reason);
        CheckDependencies(offered.Package, reason);
        _offered.Add((offered.Package, reason));
        return Add(offered.Lock(new Dictionary<string, IReadOnlyList<string>>()), reason);
    }

    private void CheckDependencies(IndexedPackage offered, string reason)
    {
        foreach (var group in offered.Depends)
        {
            var pinned = group.Alternatives.Select(a => (Alternative: a, Package: Find(a.Name))).Where(a => a.Package is not null).ToList();
            if (pinned.Count > 0 && !pinned.Any(p => p.Alternative.Accepts(DebianVersion.Parse(p.Package!.Version))))
                throw Messages.NeedsNewerPackage(offered.Name, $"{offered.Version}", $"{group}", pinned[0].Package!.ToString(), reason).ToException();
        }
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
        return new PackageLock(suite?.Codename ?? @lock!.Suite, Seen(suite?.Releases ?? []), PackageLockOrder.Sort(packages.Values)) { BaseImages = @lock?.BaseImages };
    }

    /// <summary>A build without security updates must not make the lock forget how far they had come.</summary>
    private List<LockedRelease> Seen(IReadOnlyList<LockedRelease> now)
    {
        var before = @lock?.Releases ?? [];
        return
        [
            .. now.Select(n => before.FirstOrDefault(b => b.Name == n.Name && b.Date > n.Date) ?? n),
            .. before.Where(b => !now.Any(n => n.Name == b.Name)),
        ];
    }
}
