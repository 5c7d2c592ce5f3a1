using RustImage.Debian.Locks;
using RustImage.Debian.Packages;

namespace RustImage.Closure.Sources;

/// <summary>
/// A library source of unpacked Debian packages. They are in separate directories, so links are followed in their lists of files.
/// </summary>
internal sealed class PackageSource : ILibrarySource
{
    private readonly Dictionary<string, (PackageFile File, int Owner)> _files = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(Package Package, PackageContent Content)> _packages;

    /// <param name="suite">The name of the suite for messages: "trixie".</param>
    /// <param name="packages">Where two packages have the same path, the first one counts.</param>
    public PackageSource(string suite, IReadOnlyList<(LockedPackage Package, PackageContent Content)> packages)
    {
        Description = $"the locked packages of Debian {suite}";
        _packages = [.. packages.Select(p => (PackageOf(p.Package), p.Content))];
        for (var i = 0; i < _packages.Count; i++)
        {
            foreach (var file in _packages[i].Content.Files)
                _files.TryAdd(file.Path, (file, i));
        }
    }

    public string Description { get; }

    public FoundFile? Find(string path) =>
        Resolve(path) is { } resolved && _files.GetValueOrDefault(resolved).File is { Kind: PackageFileKind.File } file
            ? new FoundFile(file.Path, file.HostPath!) : null;

    /// <remarks>Always empty: only the configuration of the loader is listed, and an image does not have it.</remarks>
    public IReadOnlyList<string> List(string directory) => [];

    public Package? OwnerOf(string path) => _files.TryGetValue(path, out var found) ? _packages[found.Owner].Package : null;

    public PackageRecord? RecordOf(Package package)
    {
        var content = ContentOf(package.Name);
        return content is null ? null : new PackageRecord(content.Paragraph, content.Checksums, Find(LicenceOf(package.Name)));
    }

    /// <returns>Null where the source does not have the package.</returns>
    public PackageContent? ContentOf(string package) => _packages.FirstOrDefault(p => p.Package.Name == package).Content;

    /// <summary>The paths on this machine of all files of the packages.</summary>
    public IEnumerable<string> HostPaths => _packages.SelectMany(p => p.Content.Files).Select(f => f.HostPath).OfType<string>();

    /// <returns>The packages that files on this machine belong to, each with those files.</returns>
    public IEnumerable<(PackageContent Content, IReadOnlyList<PackageFile> Files)> PackagesOf(IReadOnlySet<string> hostPaths) =>
        from package in _packages
        let files = package.Content.Files.Where(f => f.HostPath is not null && hostPaths.Contains(f.HostPath)).ToList()
        where files.Count > 0
        select (package.Content, (IReadOnlyList<PackageFile>)files);

    /// <inheritdoc cref="PathResolution.Resolve" path="/returns"/>
    public string? Resolve(string path) => PathResolution.Resolve(
        path, ImagePath.Canonical,
        place => _files.GetValueOrDefault(place).File is { Kind: PackageFileKind.Link } link ? link.Target : null);

    /// <returns>The path at which Debian's packages have their licence.</returns>
    internal static string LicenceOf(string package) => $"/usr/share/doc/{package}/copyright";

    private static Package PackageOf(LockedPackage package) =>
        new(package.Name, package.Version, package.Architecture, package.Source.Split(' ')[0]);
}
