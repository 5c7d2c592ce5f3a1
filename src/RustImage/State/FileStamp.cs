using System.Globalization;

namespace RustImage.State;

/// <summary>What a file system says of a file without reading it. Two stamps are compared for equality alone: which of two times is later says nothing.</summary>
/// <remarks>The change time and the id see what size and modification time hide: a program sets these two at will, but not the change time, and a file that takes another's name has another id.</remarks>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">Of the content, in nanoseconds since 1970.</param>
/// <param name="Changed">Of the content or of what is known of the file, in nanoseconds since 1970; set by the system alone.</param>
/// <param name="Id">The inode, or what takes its place.</param>
internal readonly record struct FileStamp(FileKind Kind, long Size, long Modified, long Changed, UInt128 Id)
{
    /// <summary>Nothing is there.</summary>
    public static FileStamp Missing { get; }

    /// <summary>Where the path is a link: the link's own change time; the other facts are of what it leads to.</summary>
    public long LinkChanged { get; init; }

    /// <inheritdoc cref="LinkChanged"/>
    public UInt128 LinkId { get; init; }

    public bool IsLink => LinkId != 0;

    /// <summary>The later of the change times of the file and of the link to it.</summary>
    public long LastChange => Math.Max(Changed, LinkChanged);

    /// <summary>In the form of state files.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {Size} {Modified} {Changed} {Id}{(IsLink ? string.Create(CultureInfo.InvariantCulture, $" {LinkChanged} {LinkId}") : "")}");
}
