using RustImage.Base.Content;
using RustImage.Closure.Sources;

namespace RustImage.Base;

/// <summary>
/// The layers of an image as one file system, as an engine unpacks them on top of each other (image-spec, layer.md, "Applying
/// Changesets").
/// </summary>
/// <remarks>A path through a link of a lower layer leads to the link's target, as in containerd.</remarks>
internal sealed class MergedTree(ContentStore store) : FileSystemTree
{
    private readonly TreeNode _root = new(EntryKind.Directory);

    /// <summary>The directory of the last entry. Entries of one directory mostly follow each other.</summary>
    private (string Path, TreeNode Node)? _last;

    /// <summary>Puts a layer on top.</summary>
    /// <exception cref="RustImageException">RIMG5108: an entry does not fit the layers below.</exception>
    public void Add(LayerIndex layer, string name)
    {
        // Whiteouts come first, wherever they are in the tar: they hide files of lower layers only (layer.md, "Whiteouts").
        foreach (var entry in layer.Entries.Where(e => e.Kind is EntryKind.Whiteout or EntryKind.OpaqueWhiteout))
            Hide(entry);
        foreach (var entry in layer.Entries.Where(e => e.Kind is not (EntryKind.Whiteout or EntryKind.OpaqueWhiteout)))
            Put(entry, name);
        _last = null;
    }

    /// <summary>Whether a path exists. A link exists even where its target is missing.</summary>
    public bool HasName(string path) =>
        Resolve(ImagePath.DirectoryOf(path)) is { } directory
        && (Exists(ImagePath.Combine(directory, ImagePath.NameOf(path))) || (Resolve(path) is { } resolved && Exists(resolved)));

    /// <summary>Finds the entry with exactly this path, without following links; null where there is none.</summary>
    public TreeNode? EntryAt(string path) => Node(path);

    /// <summary>Finds the paths of all files and links of a name.</summary>
    public IEnumerable<string> FindAll(string name) => FindBelow("/", _root, name);

    public override string? FileAt(string path) => Node(path) is { Content: { } content } ? store.PathOf(content) : null;

    protected override IEnumerable<string> NamesIn(string directory) => Node(directory)?.Children.Keys ?? Enumerable.Empty<string>();

    protected override bool Exists(string path) => Node(path) is not null;

    protected override string? LinkTarget(string path) => Node(path) is { Kind: EntryKind.Link } link ? link.Target : null;

    private static IEnumerable<string> FindBelow(string directory, TreeNode node, string name)
    {
        if (node.Children.TryGetValue(name, out var found) && found.Kind != EntryKind.Directory)
            yield return ImagePath.Combine(directory, name);
        foreach (var (child, below) in node.Children.Where(c => c.Value.Children.Count > 0))
        {
            foreach (var path in FindBelow(ImagePath.Combine(directory, child), below, name))
                yield return path;
        }
    }

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
        children[name] = entry.Kind == EntryKind.HardLink ? TargetOf(entry, layer)
            : new TreeNode(entry.Kind, entry.Target, entry.Content) { Owner = entry.Owner ?? EntryOwner.Default };
    }

    /// <summary>Finds the file that a hard link is another name of.</summary>
    private TreeNode TargetOf(IndexedEntry entry, string layer)
    {
        var (directory, name) = (ImagePath.DirectoryOf(entry.Target!), ImagePath.NameOf(entry.Target!));
        if (Place(directory) is { } place && Node(ImagePath.Combine(place, name)) is { Kind: not EntryKind.Directory } file)
            return file;
        throw Messages.BadBaseLayer(layer, $"'{entry.Path}' is another name of '{entry.Target}', which is missing").ToException();
    }

    /// <summary>Finds the directory of an entry. Creates directories that no layer has an entry for.</summary>
    private TreeNode DirectoryFor(string path, string layer)
    {
        var directory = ImagePath.DirectoryOf(path);
        if (_last is { } last && last.Path == directory)
            return last.Node;
        var node = _root;
        var place = Place(directory) ?? throw Messages.BadBaseLayer(layer, $"the links on the way to '{path}' loop").ToException();
        foreach (var part in ImagePath.Parts(place))
        {
            if (!node.Children.TryGetValue(part, out var next))
                node.Children[part] = next = new TreeNode(EntryKind.Directory);
            if (next.Kind != EntryKind.Directory)
                throw Messages.BadBaseLayer(layer, $"'{path}' leads through a file that is not a directory").ToException();
            node = next;
        }
        _last = (directory, node);
        return node;
    }

    /// <summary>Resolves a directory by following all its links; null where they loop. Does not apply usr-merge.</summary>
    private string? Place(string directory) => PathResolution.Resolve(directory, path => path, LinkTarget);
}
