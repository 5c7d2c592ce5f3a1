using System.Text.Json.Serialization;

namespace RustImage.Base.Content;

/// <summary>The entries of one layer of a base image, in the order of its tar.</summary>
/// <param name="Format">The version of this record: <see cref="CurrentFormat"/>.</param>
internal sealed record LayerIndex(int Format, IReadOnlyList<IndexedEntry> Entries)
{
    /// <summary>
    /// Change this number with the form of this record or with the rules of <see cref="FileSelection"/>. Older records are made again.
    /// </summary>
    public const int CurrentFormat = 2;

    public static JsonShape<LayerIndex> Shape { get; } = new(LayerIndexJson.Default);
}

/// <summary>An entry of a layer.</summary>
/// <param name="Path">
/// The path in the tar, absolute and without '.' and double slashes. For a whiteout, the path that it hides.
/// </param>
/// <param name="Size">The size of a regular file in bytes; else 0.</param>
/// <param name="Target">The text of a symbolic link, or the path that a hard link is another name of; else null.</param>
/// <param name="Content">The digest of a regular file that is stored (<see cref="FileSelection"/>); else null.</param>
internal sealed record IndexedEntry(
    string Path, EntryKind Kind = EntryKind.File, long Size = 0, string? Target = null, Digest? Content = null)
{
    /// <summary>The owner and mode of a directory; null for other entries.</summary>
    public EntryOwner? Owner { get; init; }
}

/// <summary>The owner and the mode of a directory.</summary>
/// <param name="Mode">Permission bits, with setuid, setgid and sticky.</param>
internal sealed record EntryOwner(int Mode, int UserId, int GroupId)
{
    /// <summary>What engines give a directory that no layer has an entry for.</summary>
    public static EntryOwner Default { get; } = new(0b111_101_101, 0, 0);
}

/// <summary>The kinds of entries of a layer (image-spec, layer.md).</summary>
internal enum EntryKind
{
    File,
    Directory,
    Link,
    HardLink,

    /// <summary>A device or FIFO, which is only known to exist.</summary>
    Special,

    /// <summary>Hides one path of lower layers.</summary>
    Whiteout,

    /// <summary>Hides everything that lower layers have in a directory.</summary>
    OpaqueWhiteout,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LayerIndex))]
internal sealed partial class LayerIndexJson : JsonSerializerContext;
