using RustImage.Base.Content;
using RustImage.Closure.Sources;

namespace RustImage.Base;

/// <summary>The layers of an image, one on the other, as an engine unpacks them (image-spec, layer.md, "Applying Changesets").</summary>
/// <remarks>As containerd does: a path whose directories are links in a lower layer leads where they lead.</remarks>
internal sealed class MergedTree(ContentStore store) : FileSystemTree
{
    private readonly TreeNode _root = new(EntryKind.Directory);

    /// <summary>Entries of one directory follow each other.</summary>
    private (string Path, TreeNode Node)? _last;

    /// <exception cref="RustImageException">RIMG5108: an entry has no place in the layers below.</exception>
    public void Add(LayerIndex layer, string name)
    {
        // Whatever their place in the tar, they are about the layers below (layer.md, "Whiteouts").
        foreach (var entry in layer.Entries.Where(e => e.Kind is EntryKind.Whiteout or EntryKind.OpaqueWhiteout))
            Hide(entry);
        foreach (var entry in layer.Entries.Where(e => e.Kind is not (EntryKind.Whiteout or EntryKind.OpaqueWhiteout)))
            Put(entry, name);
        _last = null;
    }

    /// <summary>Whether the image has anything there; a link that leads nowhere counts.</summary>
    public bool HasName(string path) =>
        Resolve(ImagePath.DirectoryOf(path)) is { } directory
        && (Exists(ImagePath.Combine(directory, ImagePath.NameOf(path))) || (Resolve(path) is { } resolved && Exists(resolved)));

    /// <summary>What has a path, as it is spelled; null where nothing has.</summary>
    public TreeNode? EntryAt(string path) => Node(path);

    public override string? FileAt(string path) => Node(path) is { Content: { } content } ? store.PathOf(content) : null;

    protected override IEnumerable<string> NamesIn(string directory) => Node(directory)?.Children.Keys ?? Enumerable.Empty<string>();

    protected override bool Exists(string path) => Node(path) is not null;

    protected override string? LinkTarget(string path) => Node(path) is { Kind: EntryKind.Link } link ? link.Target : null;

    private TreeNode? Node(string path)
    {
        var node = _root;
        foreach (var part in ImagePath.Parts(path))
        {
            if (!node.Children.TryGetValue(part, out var next))
                return null;
            node = next;
        }
        return node;
    }

    private void Hide(IndexedEntry entry)
    {
        if (entry.Kind == EntryKind.OpaqueWhiteout)
            (Place(entry.Path) is { } hidden ? Node(hidden) : null)?.Children.Clear();
        else if (Place(ImagePath.DirectoryOf(entry.Path)) is { } directory)
            Node(directory)?.Children.Remove(ImagePath.NameOf(entry.Path));
    }

    private void Put(IndexedEntry entry, string layer)
    {
        if (entry.Path == "/")
            return;
        var children = DirectoryFor(entry.Path, layer).Children;
        var name = ImagePath.NameOf(entry.Path);
        if (entry.Kind == EntryKind.Directory && children.TryGetValue(name, out var there) && there.Kind == EntryKind.Directory)
        {
            there.Owner = entry.Owner ?? there.Owner;
            return;
        }
        if (entry.Kind is EntryKind.Directory or EntryKind.Link || children.ContainsKey(name))
            _last = null;
        children[name] = entry.Kind == EntryKind.HardLink ? Linked(entry, layer) : new TreeNode(entry.Kind, entry.Target, entry.Content) { Owner = entry.Owner ?? EntryOwner.Default };
    }

    private TreeNode Linked(IndexedEntry entry, string layer) =>
        Place(ImagePath.DirectoryOf(entry.Target!)) is { } directory && Node(ImagePath.Combine(directory, ImagePath.NameOf(entry.Target!))) is { Kind: not EntryKind.Directory } file
            ? file : throw Messages.BadBaseLayer(layer, $"'{entry.Path}' is another name of '{entry.Target}', which is not there").ToException();

    /// <summary>Where an entry goes; directories that no layer names come to be.</summary>
    private TreeNode DirectoryFor(string path, string layer)
    {
        var directory = ImagePath.DirectoryOf(path);
        if (_last is { } last && last.Path == directory)
            return last.Node;
        var node = _root;
        foreach (var part in ImagePath.Parts(Place(directory) ?? throw Messages.BadBaseLayer(layer, $"the links on the way to '{path}' loop").ToException()))
        {
            if (!node.Children.TryGetValue(part, out var next))
                node.Children[part] = next = new TreeNode(EntryKind.Directory);
            if (next.Kind != EntryKind.Directory)
                throw Messages.BadBaseLayer(layer, $"'{path}' leads through what is no directory").ToException();
            node = next;
        }
        _last = (directory, node);
        return node;
    }

    /// <summary>Where a directory lies, all its links followed, each path as it is spelled.</summary>
    private string? Place(string directory) => PathResolution.Resolve(directory, path => path, LinkTarget);
}
