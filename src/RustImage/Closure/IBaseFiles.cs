namespace RustImage.Closure;

/// <summary>The files of the image that another is built on.</summary>
public interface IBaseFiles : ILibrarySource
{
    /// <summary>VERSION_CODENAME of os-release where that is Debian's; null elsewhere.</summary>
    string? DebianCodename { get; }

    /// <summary>What has a path, whose directories are free of links; a link at its end is not followed.</summary>
    /// <returns>Null where nothing has it.</returns>
    BaseEntry? EntryAt(string path);
}

/// <summary>One name in a base.</summary>
/// <param name="Mode">Permission bits, setuid, setgid and sticky included.</param>
/// <param name="LinkTarget">The text of a symbolic link; null for all else.</param>
public sealed record BaseEntry(BaseEntryType Type, int Mode, int UserId, int GroupId, string? LinkTarget = null);

public enum BaseEntryType
{
    /// <summary>Devices and pipes as well.</summary>
    File,
    Directory,
    Link,
}
