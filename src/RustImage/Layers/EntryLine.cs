using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>An entry of a layer as a line of JSON.</summary>
/// <param name="Type">"directory", "link" or "file".</param>
/// <param name="Mode">In octal digits.</param>
/// <param name="Target">Of a link.</param>
/// <param name="Size">Of a file's content when its digest was taken, in bytes.</param>
/// <param name="Digest">Of a file's content.</param>
/// <param name="HostPath">Of a file of this machine.</param>
/// <param name="Bytes">Of a file that the build made; base64.</param>
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

    /// <returns>Null for a line that says too little.</returns>
    public LayerEntry? ToEntry() => this switch
    {
        { Type: "directory" } => new DirectoryEntry(Path, Reason, ModeBits, UserId, GroupId),
        { Type: "link", Target: { } target } => new LinkEntry(Path, target, Reason),
        { Type: "file", HostPath: { } path } => File(FileContent.At(path, Size)),
        { Type: "file", Bytes: { } bytes } => File(FileContent.Of(bytes)),
        _ => null,
    };

    /// <exception cref="JsonException">The mode is not one.</exception>
    private int ModeBits => Mode.Length is > 0 and <= 4 && Mode.All(c => c is >= '0' and <= '7')
        ? Convert.ToInt32(Mode, 8) : throw new JsonException($"'{Mode}' is not a mode");

    private FileEntry File(FileContent content) => new(Path, content with { Digest = Digest }, Reason, ModeBits, UserId, GroupId);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EntryLine))]
internal sealed partial class EntryJson : JsonSerializerContext;
