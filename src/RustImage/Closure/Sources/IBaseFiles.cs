namespace RustImage.Closure.Sources;

/// <summary>The files of the image that another is built on.</summary>
public interface IBaseFiles : ILibrarySource
{
    /// <summary>The suite of Debian that the base is of: "bookworm" (os-release(5)); null for other distributions, or none.</summary>
    string? DebianCodename { get; }

    /// <summary>What has a path, whose directories are free of links; a link at its end is not followed.</summary>
    /// <returns>Null where nothing has it.</returns>
    BaseEntry? EntryAt(string path);
}

/// <summary>One name in a base.</summary>
/// <param name="Mode">Of a directory: permission bits, setuid, setgid and sticky included.</param>
/// <param name="UserId">Of a directory, as its group.</param>
/// <param name="LinkTarget">The text of a symbolic link; null for all else.</param>
public sealed record BaseEntry(BaseEntryType Type, int Mode, int UserId, int GroupId, string? LinkTarget = null);

public enum BaseEntryType
{
    /// <summary>Devices and pipes as well.</summary>
    File,
    Directory,
    Link,
}
