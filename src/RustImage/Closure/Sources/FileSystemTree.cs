namespace RustImage.Closure.Sources;

/// <summary>A file system as the kernel sees it after chroot (path_resolution(7)).</summary>
internal abstract class FileSystemTree
{
    /// <summary>Follows the links of a path.</summary>
    /// <remarks>
    /// A root that is not usr-merged has some files of /usr/lib in /lib. Where a path does not exist, the other spelling is tried.
    /// </remarks>
    /// <returns>The path inside the root without links. Parts that do not exist are kept. Null where the links form a loop.</returns>
    public string? Resolve(string path) => Resolve(path, eitherSpelling: true);

    /// <returns>The names in a directory, of both spellings together, in ordinal order.</returns>
    public IReadOnlyList<string> Names(string directory)
    {
        string?[] spellings = [directory, ImagePath.OtherSpelling(directory)];
        return [.. spellings.OfType<string>()
            .Select(Resolve).OfType<string>()
            .SelectMany(NamesIn)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    /// <param name="path">A path without links.</param>
    /// <returns>The path on this machine of a regular file; null where there is none.</returns>
    public abstract string? FileAt(string path);

    /// <param name="directory">A path without links.</param>
    protected abstract IEnumerable<string> NamesIn(string directory);

    /// <summary>Whether a path exists. A link at its end is not followed.</summary>
    /// <param name="path">A path whose directories are not links.</param>
    protected abstract bool Exists(string path);

    /// <returns>The text of the link at a path, with '/'; null where it is not a link.</returns>
    protected abstract string? LinkTarget(string path);

    private string? Resolve(string path, bool eitherSpelling) =>
        PathResolution.Resolve(path, next => eitherSpelling && !Exists(next) ? OtherPlace(next) ?? next : next, LinkTarget);

    private string? OtherPlace(string path)
    {
        if (ImagePath.OtherSpelling(path) is not { } other
            || Resolve(ImagePath.DirectoryOf(other), eitherSpelling: false) is not { } directory)
            return null;
        var place = ImagePath.Combine(directory, ImagePath.NameOf(other));
        return Exists(place) ? place : null;
    }
}
