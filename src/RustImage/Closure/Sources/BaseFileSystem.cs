using RustImage.Closure.Loading;

namespace RustImage.Closure.Sources;

/// <summary>The files of a base image as the kernel and the loader see them. A base need not be usr-merged. Empty without a base.</summary>
internal sealed class BaseFileSystem(IBaseFiles? files) : ILibrarySource
{
    public static BaseFileSystem Empty { get; } = new(null);

    public bool IsEmpty => files is null;

    public string Description => files?.Description ?? "the image";

    /// <returns>
    /// The path in the image at which a file of that name is. Links of directories are followed, a link at the end is not.
    /// </returns>
    /// <remarks>The links of usr-merge are followed where the base does not have the directory, as the image gets them.</remarks>
    public string Place(string path)
    {
        if (files is null)
            return ImagePath.Canonical(path);
        var directory = Follow(ImagePath.DirectoryOf(path)) ?? ImagePath.DirectoryOf(path);
        var place = ImagePath.Combine(directory, ImagePath.NameOf(path));
        return MergeTarget(place) is null ? place : "/usr" + place;
    }

    /// <summary>Does the same for a directory. There a link at the end of the path is followed, too.</summary>
    public string PlaceOfDirectory(string path) =>
        files is not null && Follow(path) is { } followed && EntryAt(followed) is { Type: BaseEntryType.Directory } ? followed
            : Place(path);

    /// <param name="place">A path that <see cref="Place"/> returned.</param>
    public BaseEntry? EntryAt(string place) => files?.EntryAt(place);

    public bool Has(string path) => EntryAt(Place(path)) is not null;

    /// <returns>The regular file at the end of all links, with its path in the base; null where there is none.</returns>
    public FoundFile? Find(string path) =>
        files is not null && Follow(path) is { } place && EntryAt(place) is { Type: BaseEntryType.File } && files.Find(place) is { } file
            ? file with { Path = place }
            : null;

    /// <summary>Whether a loaded file is the base's own.</summary>
    public bool Holds(LoadedFile file) => Find(file.Path)?.HostPath == file.HostPath;

    public IReadOnlyList<string> List(string directory) => files?.List(directory) ?? [];

    public Package? OwnerOf(string path) => files?.OwnerOf(ImagePath.Canonical(path));

    private string? Follow(string path) =>
        PathResolution.Resolve(path, place => place, place => EntryAt(place)?.LinkTarget ?? MergeTarget(place));

    private string? MergeTarget(string place) =>
        ImagePath.MergedDirectories.Contains(place[1..]) && EntryAt(place) is null ? "usr" + place : null;
}
