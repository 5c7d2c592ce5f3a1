namespace RustImage.Closure;

/// <summary>A directory of this machine seen as a root, as the kernel sees it after chroot (path_resolution(7)).</summary>
internal sealed class RootTree(string root)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Follows every link of a path; a part that does not exist is taken as it is spelled.</summary>
    /// <remarks>
    /// A root that is not merged holds a part of /usr/lib in /lib: where one spelling leads nowhere, the other is tried.
    /// </remarks>
    /// <returns>The path inside the root, free of links; null where the links loop.</returns>
    public string? Resolve(string path) => Resolve(path, eitherSpelling: true);

    public string HostPath(string path) =>
        Path.Join([_root, .. ImagePath.Parts(path)]);

    /// <summary>The names in a directory of either spelling, ordinal order.</summary>
    public IReadOnlyList<string> Names(string directory)
    {
        string?[] spellings = [directory, ImagePath.OtherSpelling(directory)];
        return [.. spellings.OfType<string>()
            .Select(Resolve).OfType<string>()
            .Select(HostPath)
            .Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFileSystemEntries(d, "*", Everything))
            .Select(e => Path.GetFileName(e))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

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

    // What this user may not look at is not there for the build either.
    private bool Exists(string path)
    {
        try
        {
            // -1 says that nothing is there, without the price of an exception; a link counts by itself.
            return (int)new FileInfo(HostPath(path)).Attributes != -1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string? LinkTarget(string path)
    {
        var target = new FileInfo(HostPath(path)).LinkTarget;
        return Path.DirectorySeparatorChar == '/' ? target : target?.Replace(Path.DirectorySeparatorChar, '/');
    }
}
