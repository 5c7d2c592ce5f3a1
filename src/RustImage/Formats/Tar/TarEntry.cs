namespace RustImage.Formats.Tar;

/// <summary>One entry of a tar, with what the extended headers before it say.</summary>
/// <param name="Type">The type flag of its header; 'S' for any sparse file.</param>
/// <param name="Mode">Permission bits, with setuid, setgid and sticky.</param>
/// <param name="Size">The size of its content, in bytes.</param>
/// <param name="Link">The name of a link's target; empty for other types.</param>
internal sealed record TarEntry(string Name, char Type, int Mode, long Size, string Link)
{
    public long UserId { get; init; }

    public long GroupId { get; init; }
}
