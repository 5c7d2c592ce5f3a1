using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage.Debian.Packages;

/// <param name="Number">The name of a regular file in the store; else null.</param>
internal sealed record UnpackedFile(
    string Path, PackageFileKind Kind, int Mode, long Size = 0, Digest? Digest = null, string? Target = null, int? Number = null);

/// <summary>The content of <c>content.json</c>.</summary>
/// <param name="Package">The digest of the .deb.</param>
internal sealed record StoredContent(
    int Format, Digest Package, string Paragraph, IReadOnlyDictionary<string, string> Checksums, IReadOnlyList<UnpackedFile> Files)
{
    /// <summary>Changes with the form of this record, so that packages that an older version stored are unpacked again.</summary>
    public const int CurrentFormat = 2;

    private const string Start = "{\"content\":\"";
    private const string End = "\",\n";
    private const int Skipped = 71 + 3 + 12;

    /// <returns>A JSON object whose first line has the digest of all following bytes.</returns>
    public byte[] ToBytes()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, StoredContentJson.Default.StoredContent).AsSpan(1);
        return [.. System.Text.Encoding.ASCII.GetBytes(Start + Digest.OfBytes(json) + End), .. json];
    }

    /// <returns>Null where the bytes are not what <see cref="ToBytes"/> has made.</returns>
    public static StoredContent? Read(byte[] bytes)
    {
        if (bytes.Length <= Skipped)
            return null;
        var head = Start + Digest.OfBytes(bytes.AsSpan(Skipped)) + End;
        if (!bytes.AsSpan(0, Skipped).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(head)))
            return null;
        var content = JsonSerializer.Deserialize(bytes, StoredContentJson.Default.StoredContent);
        return content?.Format == CurrentFormat ? content : null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredContent))]
internal sealed partial class StoredContentJson : JsonSerializerContext;
