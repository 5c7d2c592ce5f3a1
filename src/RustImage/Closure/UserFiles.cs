namespace RustImage.Closure;

/// <summary>The files that the user puts into the image, over a library source: they win where both have a file.</summary>
internal sealed class UserFiles : ILibrarySource
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ILibrarySource _source;

    /// <param name="files">From the path in the image to the path on this machine.</param>
    public UserFiles(IEnumerable<KeyValuePair<string, string>> files, ILibrarySource source)
    {
        _source = source;
        foreach (var (path, hostPath) in files)
            _files[ImagePath.Canonical(path)] = hostPath;
    }

    public string Description => _source.Description;

    /// <summary>Among the user's files alone.</summary>
    public SourceFile? FindOwn(string path)
    {
        var canonical = ImagePath.Canonical(path);
        return _files.TryGetValue(canonical, out var hostPath) ? new SourceFile(canonical, hostPath) : null;
    }

    // A link of the source may lead to a path that the user has replaced.
    public SourceFile? Find(string path) =>
        FindOwn(path) ?? (_source.Find(path) is { } file ? FindOwn(file.Path) ?? file : null);

    public IReadOnlyList<string> List(string directory) => _source.List(directory);

    public Package? OwnerOf(string path) => FindOwn(path) is null ? _source.OwnerOf(path) : null;
}
