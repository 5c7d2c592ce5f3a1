using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The files of the finished image as the kernel of a container sees them: the entries over those of the base image.</summary>
/// <param name="entries">The entries of all layers, the lowest layer first.</param>
internal sealed class ImageTree(IEnumerable<LayerEntry> entries, IBaseFiles? @base)
{
    private readonly Dictionary<string, LayerEntry> _entries =
        entries.GroupBy(e => e.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    private readonly BaseFileSystem _root = new(@base);

    /// <summary>Follows the links of a path.</summary>
    /// <returns>The path without links. Parts that do not exist are kept. Null where the links form a loop.</returns>
    public string? Resolve(string path) => PathResolution.Resolve(path, place => place, FindTarget);

    /// <param name="place">A path that <see cref="Resolve"/> returned.</param>
    public bool Exists(string place) => place == "/" || _entries.ContainsKey(place) || _root.EntryAt(place) is not null;

    /// <returns>Whether a path leads to a file.</returns>
    public bool HasFile(string path) => Resolve(path) is { } place
        && (_entries.TryGetValue(place, out var entry) ? entry is FileEntry : _root.EntryAt(place) is { Type: BaseEntryType.File });

    /// <returns>The directories that have a file of a name, in ordinal order.</returns>
    public IReadOnlyList<string> DirectoriesWith(string name) =>
    [
        .. _entries.Keys.Where(p => ImagePath.NameOf(p) == name).Concat(@base?.FindAll(name) ?? [])
            .Where(HasFile).Select(ImagePath.DirectoryOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private string? FindTarget(string place) =>
        _entries.TryGetValue(place, out var entry) ? (entry as LinkEntry)?.Target : _root.EntryAt(place)?.LinkTarget;
}
