using System.Globalization;

namespace RustImage.State;

/// <summary>
/// What a file system tells about a file without reading it. Two stamps are only compared for equality, never for which is later.
/// </summary>
/// <remarks>
/// The change time and the id reveal changes that leave size and modification time as they were: a program can set the modification
/// time, but not the change time, and a file that is moved to the name of another has another id.
/// </remarks>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">When the content was last changed, in nanoseconds since 1970. Programs can set it.</param>
/// <param name="Changed">
/// When the content, the mode, the owner or a name was last changed, in nanoseconds since 1970. Only the system sets it.
/// </param>
/// <param name="Id">The inode, or the file id of Windows.</param>
internal readonly record struct FileStamp(FileKind Kind, long Size, long Modified, long Changed, UInt128 Id)
{
    /// <summary>The stamp of a path that does not exist.</summary>
    public static FileStamp Missing { get; }

    /// <summary>The change time of the link where the path is a link, else 0. The other values are those of its target.</summary>
    public long LinkChanged { get; init; }

    /// <summary>The id of the link where the path is a link, else 0.</summary>
    public UInt128 LinkId { get; init; }

    public bool IsLink => LinkId != 0;

    /// <summary>The later of the change times of the link and its target.</summary>
    public long LastChange => Math.Max(Changed, LinkChanged);

    /// <summary>The stamp as a state holds it.</summary>
    public override string ToString()
    {
        var link = IsLink ? string.Create(CultureInfo.InvariantCulture, $" {LinkChanged} {LinkId}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Kind} {Size} {Modified} {Changed} {Id}{link}");
    }
}
