using RustImage.Debian.Archives;
using RustImage.Debian.Suites;

namespace RustImage.Debian.Locks;

/// <summary>The packages of one project for one architecture: those that the lock pins, and those that are added to them.</summary>
/// <remarks>
/// Versions in the lock do not change. Packages that the lock has for other projects only are not visible; otherwise the image of one
/// project would change with the packages of another.
/// </remarks>
/// <param name="lock">Null where there is none yet.</param>
/// <param name="project">The project's path, relative to the lock.</param>
/// <param name="architecture">Debian's name of the architecture.</param>
internal sealed class PackageSelection(PackageLock? @lock, string project, string architecture)
{
    private readonly List<LockedPackage> _packages =
    [
        .. (@lock?.Packages ?? [])
            .Where(p => p.NeededBy.ContainsKey(project) && (p.Architecture == architecture || p.Architecture == "all")),
    ];

    private readonly List<(IndexedPackage Package, string Reason)> _offered = [];
    private readonly SortedDictionary<string, SortedSet<string>> _added = new(StringComparer.Ordinal);

    public string Architecture => architecture;

    /// <summary>The packages of the lock in its order, then the added ones in the order of adding.</summary>
    public IReadOnlyList<LockedPackage> Packages => _packages;

    /// <summary>The packages to add to the lock for this project: from the name to the reasons, sorted by name.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Added => _added;

    public LockedPackage? Find(string name) => _packages.FirstOrDefault(p => p.Name == name);

    /// <returns>The package that was added for a reason. Its name may differ from the wanted one, which it then provides.</returns>
    public LockedPackage? FindByReason(string reason) => _packages.FirstOrDefault(p =>
        p.NeededBy.GetValueOrDefault(project)?.Contains(reason) == true || _added.GetValueOrDefault(p.Name)?.Contains(reason) == true);

    /// <returns>A package that the lock has for any project, so that all projects get the same version.</returns>
    public LockedPackage? FindInLock(string name) => @lock?.Find(name, architecture);

    /// <returns>The package of that name that is here: the added one, or an earlier one.</returns>
    /// <exception cref="RustImageException">RIMG7052: an added package needs a newer version of one that is pinned.</exception>
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

    /// <summary>Adds a reason to a package that is here.</summary>
    public void AddReason(string name, string reason)
    {
        if (!_added.TryGetValue(name, out var reasons))
            _added[name] = reasons = new SortedSet<string>(Find(name)!.NeededBy.GetValueOrDefault(project) ?? [], StringComparer.Ordinal);
        reasons.Add(reason);
    }

    /// <inheritdoc cref="Add(LockedPackage, string)"/>
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
            if (pinned.Count == 0 || pinned.Any(p => p.Alternative.Accepts(DebianVersion.Parse(p.Package!.Version))))
                continue;
            throw Messages.NeedsNewerPackage(offered.Name, $"{offered.Version}", $"{group}", $"{pinned[0].Package}", reason).ToException();
        }
    }

    /// <returns>A copy of the lock with this project's additions.</returns>
    /// <param name="suite">The suite that packages were added from; null where all of them were in the lock.</param>
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
        return new PackageLock(suite?.Codename ?? @lock!.Suite, Seen(suite?.Releases ?? []), PackageLockOrder.Sort(packages.Values))
        {
            BaseImages = @lock?.BaseImages,
        };
    }

    /// <summary>Keeps the newest known dates, so that a build without security updates does not remove their date from the lock.</summary>
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
