namespace RustImage.Closure.Sources;

/// <summary>The files of the finished image as a library source: the closure, the user's files and the base.</summary>
internal sealed class ImageContent(ImageClosure closure, UserFileSource files, BaseRoot root) : ILibrarySource
{
    private readonly Dictionary<string, FoundFile> _files =
        closure.Files.ToDictionary(f => f.Path, f => new FoundFile(f.Path, f.HostPath), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _links =
        closure.Links.ToDictionary(l => l.Path, l => l.File, StringComparer.Ordinal);

    public string Description => "the image";

    public FoundFile? Find(string path)
    {
        var place = root.Place(path);
        var file = _links.GetValueOrDefault(place, place);
        return files.FindOwn(file) ?? _files.GetValueOrDefault(file) ?? root.Find(file);
    }

    public IReadOnlyList<string> List(string directory) => [];

    public Package? OwnerOf(string path) => files.OwnerOf(path);
}
