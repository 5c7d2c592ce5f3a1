using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>An entry of a layer as one line of JSON.</summary>
/// <param name="Type">"directory", "link" or "file".</param>
/// <param name="Mode">The permission bits as octal digits.</param>
/// <param name="Target">The target of a link; null for other entries.</param>
/// <param name="Size">The size of a file in bytes, at the time when its digest was taken.</param>
/// <param name="Digest">The digest of a file's content.</param>
/// <param name="HostPath">The path on this machine of a file that was read from there; null for other entries.</param>
/// <param name="Bytes">The content of a file that the build made, in base64; null for other entries.</param>
internal sealed record EntryLine(
    string Type, string Path, string Mode, string Reason, int UserId = 0, int GroupId = 0,
    string? Target = null, long Size = 0, Digest? Digest = null, string? HostPath = null, byte[]? Bytes = null)
{
    public static EntryLine Of(LayerEntry entry)
    {
        var line = new EntryLine(entry.Type, entry.Path, entry.ModeText, entry.Reason, entry.UserId, entry.GroupId);
        return entry switch
        {
            LinkEntry link => line with { Target = link.Target },
            FileEntry { Content: var content } => line with
            {
                Size = content.Size,
                Digest = content.Digest,
                HostPath = content.HostPath,
                Bytes = content.HostPath is null ? content.ReadAll() : null,
            },
            _ => line,
        };
    }

    /// <returns>Null where the line lacks a value that its type needs.</returns>
    public LayerEntry? ToEntry() => this switch
    {
        { Type: "directory" } => new DirectoryEntry(Path, Reason, ModeBits, UserId, GroupId),
        { Type: "link", Target: { } target } => new LinkEntry(Path, target, Reason),
        { Type: "file", HostPath: { } path } => File(FileContent.At(path, Size)),
        { Type: "file", Bytes: { } bytes } => File(FileContent.Of(bytes)),
        _ => null,
    };

    /// <exception cref="JsonException">The mode is not one to four octal digits.</exception>
    private int ModeBits => Mode.Length is > 0 and <= 4 && Mode.All(c => c is >= '0' and <= '7')
        ? Convert.ToInt32(Mode, 8) : throw new JsonException($"'{Mode}' is not a mode");

    private FileEntry File(FileContent content) => new(Path, content with { Digest = Digest }, Reason, ModeBits, UserId, GroupId);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EntryLine))]
internal sealed partial class EntryJson : JsonSerializerContext;
