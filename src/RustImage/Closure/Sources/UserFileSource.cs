namespace RustImage.Closure.Sources;

/// <summary>
/// Another library source with the user's files over it: at a path where the user adds a file to the image, that file is found.
/// </summary>
internal sealed class UserFileSource : ILibrarySource
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ILibrarySource _source;
    private readonly BaseFileSystem _root;

    /// <summary>Creates the source of the user's files over those of the base, which is the image before files are added.</summary>
    /// <param name="files">From the path in the image to the path on this machine.</param>
    public UserFileSource(IEnumerable<KeyValuePair<string, string>> files, BaseFileSystem root)
    {
        (_source, _root) = (root, root);
        foreach (var (path, hostPath) in files)
            _files[Place(ImagePath.Canonical(path))] = hostPath;
    }

    private UserFileSource(UserFileSource files, ILibrarySource source) => (_files, _root, _source) = (files._files, files._root, source);

    public string Description => _source is BaseFileSystem or ImageContent || _root.IsEmpty ? _source.Description
        : $"{_root.Description} or in {_source.Description}";

    /// <returns>The user's files over another source.</returns>
    public UserFileSource Over(ILibrarySource source) => new(this, source);

    /// <summary>Looks among the user's files alone.</summary>
    public FoundFile? FindOwn(string path)
    {
        var place = Place(path);
        return _files.TryGetValue(place, out var hostPath) ? new FoundFile(place, hostPath) : null;
    }

    // A link of the source may lead to a path of a user's file.
    public FoundFile? Find(string path) =>
        FindOwn(path) ?? (_source.Find(path) is { } file ? FindOwn(file.Path) ?? file : null);

    /// <inheritdoc cref="BaseFileSystem.Place"/>
    public string Place(string path) => _root.Place(path);

    public IReadOnlyList<string> List(string directory) => _source.List(directory);

    public Package? OwnerOf(string path) => FindOwn(path) is null ? _source.OwnerOf(path) : null;
}
