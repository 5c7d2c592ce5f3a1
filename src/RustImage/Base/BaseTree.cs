using RustImage.Base.Content;
using RustImage.Closure.Sources;

namespace RustImage.Base;

/// <summary>The files of a base image: all layers as one file system.</summary>
/// <remarks>
/// Files that no step reads are known by name alone (see docs/how-it-works.md). <see cref="Exists"/> knows all files, and
/// <see cref="Find"/> only those whose content is on this machine.
/// </remarks>
internal sealed class BaseTree : IBaseFiles
{
    private readonly MergedTree _tree;
    private readonly Lazy<DpkgDatabase?> _packages;

    private BaseTree(string name, MergedTree tree)
    {
        Description = $"the base image '{name}'";
        _tree = tree;
        _packages = new(() => DpkgDatabase.Open(tree));
        DebianCodename = OsRelease.DebianCodename(LinesOf("/etc/os-release") ?? LinesOf("/usr/lib/os-release") ?? []);
    }

    public string Description { get; }

    /// <summary>The Debian suite of the base: "bookworm" (os-release(5)); null where the base is not Debian.</summary>
    public string? DebianCodename { get; }

    /// <summary>Reads the list of each layer's files. Where the cache has lost a list, reads the layer.</summary>
    /// <param name="cacheDirectory">RustImageCacheDirectory.</param>
    /// <exception cref="RustImageException">RIMG5106: a layer has changed in the cache. RIMG5108: a layer can't be read.</exception>
    public static async Task<BaseTree> OpenAsync(BaseImage image, string cacheDirectory, CancellationToken cancellation = default)
    {
        var store = new ContentStore(cacheDirectory);
        var reader = new LayerReader(store);
        var indices = await Task.WhenAll(image.Layers.Select(l => Task.Run(() => reader.IndexOf(l, cancellation), cancellation)))
            .ConfigureAwait(false);
        var tree = new MergedTree(store);
        foreach (var (layer, index) in image.Layers.Zip(indices))
            tree.Add(index, $"{layer.Digest}");
        return new BaseTree(image.Name, tree);
    }

    /// <summary>Whether the base has a file, a directory, a link or a device at a path, in /usr or in its usr-merged place.</summary>
    public bool Exists(string path) => _tree.HasName(path);

    public BaseEntry? EntryAt(string path) => _tree.EntryAt(path) is { } node
        ? new BaseEntry(TypeOf(node.Kind), node.Owner.Mode, node.Owner.UserId, node.Owner.GroupId, node.Target) : null;

    public IEnumerable<string> FindAll(string name) => _tree.FindAll(name);

    /// <remarks>Finds ELF files, and the texts about packages, users and the loader.</remarks>
    public FoundFile? Find(string path) => _tree.Resolve(path) is { } resolved && _tree.FileAt(resolved) is { } hostPath
        ? new FoundFile(ImagePath.Canonical(resolved), hostPath) : null;

    public IReadOnlyList<string> List(string directory) => _tree.Names(directory);

    public Package? OwnerOf(string path) => _packages.Value?.OwnerOf(path);

    public PackageRecord? RecordOf(Package package) => _packages.Value?.RecordOf(package, Find);

    private static BaseEntryType TypeOf(EntryKind kind) => kind switch
    {
        EntryKind.Directory => BaseEntryType.Directory,
        EntryKind.Link => BaseEntryType.Link,
        _ => BaseEntryType.File,
    };

    private string[]? LinesOf(string path) => Find(path) is { } file ? File.ReadAllLines(file.HostPath) : null;
}
