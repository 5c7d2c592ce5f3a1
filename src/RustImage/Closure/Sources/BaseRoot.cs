using RustImage.Closure.Loading;

namespace RustImage.Closure.Sources;

/// <summary>A base as the image's kernel and loader see it: exactly, also where it is not usr-merged. Without a base there is nothing in it.</summary>
internal sealed class BaseRoot(IBaseFiles? files) : ILibrarySource
{
    public static BaseRoot Empty { get; } = new(null);

    public bool IsEmpty => files is null;

    public string Description => files?.Description ?? "the image";

    /// <summary>Where a file of that name lies in the image: links of directories are followed, and of a link at its end not.</summary>
    /// <remarks>The image gets the links of usr-merge, so without a base, and where the base has no such directory, they count.</remarks>
    public string Place(string path)
    {
        if (files is null)
            return ImagePath.Canonical(path);
        var directory = Follow(ImagePath.DirectoryOf(path)) ?? ImagePath.DirectoryOf(path);
        var place = ImagePath.Combine(directory, ImagePath.NameOf(path));
        return MergeTarget(place) is null ? place : "/usr" + place;
    }

    /// <summary>The same for a directory, which a link of the base at the path's end may lead to.</summary>
    public string PlaceOfDirectory(string path) =>
        files is not null && Follow(path) is { } followed && EntryAt(followed) is { Type: BaseEntryType.Directory } ? followed : Place(path);

    /// <param name="place">As <see cref="Place"/> gives it.</param>
    public BaseEntry? EntryAt(string place) => files?.EntryAt(place);

    public bool Has(string path) => EntryAt(Place(path)) is not null;

    /// <returns>With its own path, links followed.</returns>
    public FoundFile? Find(string path) =>
        files is not null && Follow(path) is { } place && EntryAt(place) is { Type: BaseEntryType.File } && files.Find(place) is { } file
            ? file with { Path = place }
            : null;

    public bool Holds(LoadedFile file) => Find(file.Path)?.HostPath == file.HostPath;

    public IReadOnlyList<string> List(string directory) => files?.List(directory) ?? [];

    public Package? OwnerOf(string path) => files?.OwnerOf(ImagePath.Canonical(path));

    private string? Follow(string path) => LinkWalk.Resolve(path, place => place, place => EntryAt(place)?.LinkTarget ?? MergeTarget(place));

    private string? MergeTarget(string place) =>
        ImagePath.MergedDirectories.Contains(place[1..]) && EntryAt(place) is null ? "usr" + place : null;
}
