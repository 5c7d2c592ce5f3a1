namespace RustImage.Closure.Sources;

/// <summary>A file system seen as a root, as the kernel sees it after chroot (path_resolution(7)).</summary>
internal abstract class RootTree
{
    /// <summary>Follows every link of a path; a part that does not exist is taken as it is spelled.</summary>
    /// <remarks>
    /// A root that is not merged holds a part of /usr/lib in /lib: where one spelling leads nowhere, the other is tried.
    /// </remarks>
    /// <returns>The path inside the root, free of links; null where the links loop.</returns>
    public string? Resolve(string path) => Resolve(path, eitherSpelling: true);

    /// <summary>The names in a directory of either spelling, ordinal order.</summary>
    public IReadOnlyList<string> Names(string directory)
    {
        string?[] spellings = [directory, ImagePath.OtherSpelling(directory)];
        return [.. spellings.OfType<string>()
            .Select(Resolve).OfType<string>()
            .SelectMany(NamesIn)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    /// <param name="path">Free of links.</param>
    /// <returns>Where the bytes of a regular file lie on this machine; null where there is none.</returns>
    public abstract string? FileAt(string path);

    /// <param name="directory">Free of links.</param>
    protected abstract IEnumerable<string> NamesIn(string directory);

    /// <summary>Whether anything has this name; a link counts by itself.</summary>
    /// <param name="path">Its directory is free of links.</param>
    protected abstract bool Exists(string path);

    /// <returns>The text of the link at a path, with '/', or null where there is none.</returns>
    protected abstract string? LinkTarget(string path);

    private string? Resolve(string path, bool eitherSpelling) =>
        LinkWalk.Resolve(path, next => eitherSpelling && !Exists(next) ? OtherPlace(next) ?? next : next, LinkTarget);

    private string? OtherPlace(string path)
    {
        if (ImagePath.OtherSpelling(path) is not { } other
            || Resolve(ImagePath.DirectoryOf(other), eitherSpelling: false) is not { } directory)
            return null;
        var place = ImagePath.Combine(directory, ImagePath.NameOf(other));
        return Exists(place) ? place : null;
    }
}
