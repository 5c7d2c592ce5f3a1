namespace RustImage.Closure.Sources;

/// <summary>A library source in a directory of this machine; the directory "/" is the machine's own file system.</summary>
/// <remarks>
/// Links are followed inside the root, absolute ones from its top. Every file has its usr-merged path, also where the root is not
/// usr-merged, and is found by both spellings.
/// </remarks>
/// <param name="root">The path of the root on this machine.</param>
internal sealed class DirectorySource(string root) : ILibrarySource
{
    private readonly DirectoryTree _tree = new(root);
    private readonly Lazy<DpkgDatabase?> _packages = new(() => DpkgDatabase.Open(new DirectoryTree(root)));

    public string Description { get; } = root == "/" ? "this machine's file system" : $"the root in '{root}'";

    /// <summary>Files that change when libraries are installed or removed.</summary>
    private static readonly string[] StateFiles = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/var/lib/dpkg/status"];

    /// <returns>The files, links and directories of this machine that a closure depends on, in ordinal order.</returns>
    public IReadOnlyList<string> DependenciesOf(ImageClosure closure)
    {
        IEnumerable<string> files =
        [
            .. closure.HostPaths,
            .. StateFiles.Select(Find).OfType<FoundFile>().Select(f => f.HostPath),
        ];
        // A link may be changed to another file, and a directory may get a file that the loader finds earlier.
        var links = closure.Links.Select(l => l.Path)
            .SelectMany(l => new[] { l, ImagePath.OtherSpelling(l) }).OfType<string>().Select(_tree.HostPath).Where(File.Exists);
        var directories = closure.Files.Select(f => Path.GetDirectoryName(f.HostPath)!);
        return [.. files.Concat(links).Concat(directories).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public FoundFile? Find(string path) => _tree.Resolve(path) is { } resolved && _tree.FileAt(resolved) is { } hostPath
        ? new FoundFile(ImagePath.Canonical(resolved), hostPath) : null;

    public IReadOnlyList<string> List(string directory) => _tree.Names(directory);

    public Package? OwnerOf(string path) => _packages.Value?.OwnerOf(path);

    public PackageRecord? RecordOf(Package package) => _packages.Value?.RecordOf(package, Find);
}
