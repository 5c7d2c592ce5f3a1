using RustImage.Debian.Archives;
using RustImage.Debian.Locks;

namespace RustImage.Debian.Suites;

/// <summary>What a suite has for an architecture; of each package the newest version counts, whichever archive has it.</summary>
public sealed class SuiteIndex
{
    private readonly IReadOnlyList<Part> _parts;

    internal SuiteIndex(string architecture, IReadOnlyList<Part> parts) => (Architecture, _parts) = (architecture, parts);

    public string Architecture { get; }

    /// <returns>Null where the suite has no package of that name.</returns>
    public OfferedPackage? Newest(string name) => Newest(Offers(i => i.Find(name)));

    /// <returns>The newest that the security archive has, or null.</returns>
    public OfferedPackage? NewestSecurity(string name) => Newest(Offers(i => i.Find(name)).Where(o => o.Archive == ArchiveNames.Security));

    /// <summary>A package of that name, else those that provide it, such as <c>libssl3t64</c> for <c>libssl3</c>; the newest of each, by name.</summary>
    public IReadOnlyList<OfferedPackage> Candidates(string name) =>
        Newest(name) is { } own
            ? [own]
            : [.. Offers(i => i.ProvidersOf(name)).GroupBy(o => o.Package.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Newest(g.Key)).OfType<OfferedPackage>()
                .Where(o => o.Package.Provides.Any(p => p.Name == name))];

    private IEnumerable<OfferedPackage> Offers(Func<PackageIndex, IReadOnlyList<IndexedPackage>> find) =>
        from part in _parts
        from package in find(part.Index)
        select new OfferedPackage(package, part.Archive);

    // Of one version in two archives, the suite's own comes first.
    private static OfferedPackage? Newest(IEnumerable<OfferedPackage> offers) => offers.MaxBy(o => o.Package.Version);

    internal sealed record Part(string Archive, PackageIndex Index);
}

/// <param name="Archive">One of <see cref="ArchiveNames"/>.</param>
public sealed record OfferedPackage(IndexedPackage Package, string Archive)
{
    /// <summary>As a lock pins it.</summary>
    public LockedPackage Lock(IReadOnlyDictionary<string, IReadOnlyList<string>> neededBy) => new(
        Package.Name, Package.Version.ToString(), Package.Architecture,
        Package.SourceVersion == Package.Version && Package.SourceVersion.ToString() == Package.Version.ToString() ? Package.Source : $"{Package.Source} ({Package.SourceVersion})",
        Archive, Package.Path, Package.Size, Package.Digest, neededBy);
}
