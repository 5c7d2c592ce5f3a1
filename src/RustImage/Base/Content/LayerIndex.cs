using System.Text.Json.Serialization;

namespace RustImage.Base.Content;

/// <summary>What is in one layer of a base, in the order of its tar.</summary>
/// <param name="Format">Of this record.</param>
internal sealed record LayerIndex(int Format, IReadOnlyList<IndexedEntry> Entries)
{
    /// <summary>Another number for another form, or for other files that are kept; what an older version wrote is then made anew.</summary>
    public const int CurrentFormat = 2;

    public static JsonShape<LayerIndex> Shape { get; } = new(LayerIndexJson.Default);
}

/// <param name="Path">As the tar spells it, absolute, without '.' and doubled slashes; of what a whiteout hides, where it is one.</param>
/// <param name="Target">The text of a symbolic link; of a hard link the path that it is another name of.</param>
/// <param name="Size">Of a regular file, in bytes.</param>
/// <param name="Content">Of a regular file that is unpacked on this machine (<see cref="KeptFiles"/>), else null.</param>
internal sealed record IndexedEntry(
    string Path, EntryKind Kind = EntryKind.File, long Size = 0, string? Target = null, Digest? Content = null)
{
    /// <summary>Of a directory.</summary>
    public EntryOwner? Owner { get; init; }
}

/// <param name="Mode">Permission bits, setuid, setgid and sticky included.</param>
internal sealed record EntryOwner(int Mode, int UserId, int GroupId)
{
    /// <summary>Of a directory that no layer names, as engines make it.</summary>
    public static EntryOwner Default { get; } = new(0b111_101_101, 0, 0);
}

/// <summary>What an entry of a layer is (image-spec, layer.md).</summary>
internal enum EntryKind
{
    File,
    Directory,
    Link,
    HardLink,

    /// <summary>A device, FIFO or the like: a name that is taken.</summary>
    Special,

    /// <summary>Hides one name of the layers below.</summary>
    Whiteout,

    /// <summary>Hides everything that the layers below have in a directory.</summary>
    OpaqueWhiteout,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LayerIndex))]
internal sealed partial class LayerIndexJson : JsonSerializerContext;
