using RustImage.Base.Content;
using RustImage.Closure.Sources;

namespace RustImage.Base;

/// <summary>The files of a base: all its layers as one root. What is in here is in the image already.</summary>
/// <remarks>Of files whose bytes matter to no step (see docs/how-it-works.md) only the names are known: <see cref="Exists"/> tells of them, <see cref="Find"/> does not.</remarks>
public sealed class BaseTree : IBaseFiles
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

    /// <summary>The suite of Debian that the base is of: "bookworm" (os-release(5)); null for other distributions, or none.</summary>
    public string? DebianCodename { get; }

    /// <summary>Reads what is known of each layer, or the layer itself where the cache has lost that.</summary>
    /// <param name="cacheDirectory">RustImageCacheDirectory.</param>
    /// <exception cref="RustImageException">RIMG5106: a layer has other bytes than it had. RIMG5108: a layer can't be read.</exception>
    public static async Task<BaseTree> OpenAsync(BaseImage image, string cacheDirectory, CancellationToken cancellation = default)
    {
        var store = new ContentStore(cacheDirectory);
        var reader = new LayerReader(store);
        var indices = await Task.WhenAll(image.Layers.Select(l => Task.Run(() => reader.IndexOf(l, cancellation), cancellation))).ConfigureAwait(false);
        var tree = new MergedTree(store);
        foreach (var (layer, index) in image.Layers.Zip(indices))
            tree.Add(index, $"{layer.Digest}");
        return new BaseTree(image.Name, tree);
    }

    /// <summary>Whether the base has anything under a path, in either spelling of usr-merge: a file, a directory, a link, a device.</summary>
    public bool Exists(string path) => _tree.HasName(path);

    public BaseEntry? EntryAt(string path) => _tree.EntryAt(path) is { } node
        ? new BaseEntry(TypeOf(node.Kind), node.Owner.Mode, node.Owner.UserId, node.Owner.GroupId, node.Target) : null;

    /// <remarks>Only ELF files, and the texts that tell of packages, users and the loader.</remarks>
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
