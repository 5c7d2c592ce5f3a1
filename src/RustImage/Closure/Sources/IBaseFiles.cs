namespace RustImage.Closure.Sources;

/// <summary>The files of the image that another is built on.</summary>
internal interface IBaseFiles : ILibrarySource
{
    /// <summary>The codename of the base's Debian suite: "bookworm" (os-release(5)). Null where the base is not Debian.</summary>
    string? DebianCodename { get; }

    /// <param name="path">A path whose directories are not links. A link at its end is not followed.</param>
    /// <returns>Null where the base has no such path.</returns>
    BaseEntry? EntryAt(string path);

    /// <returns>The paths of all files and links of a name.</returns>
    IEnumerable<string> FindAll(string name);
}

/// <summary>A file, directory or link of a base.</summary>
/// <param name="Mode">The permission bits of a directory, with setuid, setgid and sticky; 0 for other types.</param>
/// <param name="UserId">The owner of a directory; 0 for other types.</param>
/// <param name="GroupId">The group of a directory; 0 for other types.</param>
/// <param name="LinkTarget">The text of a symbolic link; null for other types.</param>
internal sealed record BaseEntry(BaseEntryType Type, int Mode, int UserId, int GroupId, string? LinkTarget = null);

internal enum BaseEntryType
{
    /// <summary>A regular file, a device or a pipe.</summary>
    File,
    Directory,
    Link,
}
