using RustImage.Debian.Archives;
using RustImage.Debian.Locks;

namespace RustImage.Debian.Suites;

/// <summary>The packages that a suite has for an architecture. The newest version of each counts, whichever archive has it.</summary>
internal sealed class SuiteIndex
{
    private readonly IReadOnlyList<PocketIndex> _pockets;

    internal SuiteIndex(string architecture, IReadOnlyList<PocketIndex> pockets) => (Architecture, _pockets) = (architecture, pockets);

    public string Architecture { get; }

    /// <returns>The newest version of a package; null where the suite does not have it.</returns>
    public OfferedPackage? Newest(string name) => Newest(Offers(i => i.Find(name)));

    /// <returns>The newest version in the security archive; null where that archive does not have the package.</returns>
    public OfferedPackage? NewestSecurity(string name) => Newest(Offers(i => i.Find(name)).Where(o => o.Archive == ArchiveNames.Security));

    /// <returns>
    /// The package of that name; where there is none, the packages that provide the name, as <c>libssl3t64</c> provides <c>libssl3</c>. The
    /// newest version of each, sorted by name.
    /// </returns>
    public IReadOnlyList<OfferedPackage> Candidates(string name) =>
        Newest(name) is { } own
            ? [own]
            :
            [
                .. Offers(i => i.ProvidersOf(name)).GroupBy(o => o.Package.Name, StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => Newest(g.Key)).OfType<OfferedPackage>()
                    .Where(o => o.Package.Provides.Any(p => p.Name == name)),
            ];

    private IEnumerable<OfferedPackage> Offers(Func<PackageIndex, IReadOnlyList<IndexedPackage>> find) =>
        from pocket in _pockets
        from package in find(pocket.Index)
        select new OfferedPackage(package, pocket.Archive);

    // Where two archives have the same version, the suite's own comes first.
    private static OfferedPackage? Newest(IEnumerable<OfferedPackage> offers) => offers.MaxBy(o => o.Package.Version);

    internal sealed record PocketIndex(string Archive, PackageIndex Index);
}

/// <summary>A package that one of a suite's archives has.</summary>
/// <param name="Archive">One of <see cref="ArchiveNames"/>.</param>
internal sealed record OfferedPackage(IndexedPackage Package, string Archive)
{
    /// <returns>The package as it is written into a lock.</returns>
    public LockedPackage Lock(IReadOnlyDictionary<string, IReadOnlyList<string>> neededBy) => new(
        Package.Name, $"{Package.Version}", Package.Architecture,
        $"{Package.SourceVersion}" == $"{Package.Version}" ? Package.Source : $"{Package.Source} ({Package.SourceVersion})",
        Archive, Package.Path, Package.Size, Package.Digest, neededBy);
}
