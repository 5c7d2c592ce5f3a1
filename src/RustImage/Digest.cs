using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RustImage;

/// <summary>
/// A content address as OCI writes it, <c>sha256:</c> and 64 lower-case hexadecimal digits (image-spec, descriptor.md, "Digests").
/// </summary>
[JsonConverter(typeof(DigestConverter))]
internal readonly record struct Digest
{
    private const string Prefix = "sha256:";

    private Digest(string hex) => Hex = hex;

    /// <summary>The 64 hexadecimal digits without the prefix, which are the name of a blob's file in an OCI layout.</summary>
    public string Hex { get; }

    public static Digest OfBytes(ReadOnlySpan<byte> bytes) => FromHash(SHA256.HashData(bytes));

    public static Digest OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return OfStream(stream);
    }

    public static Digest OfStream(Stream stream) => FromHash(SHA256.HashData(stream));

    /// <param name="hash">The 32 bytes of a SHA-256 hash.</param>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    /// <exception cref="FormatException">The text is not a SHA-256 digest.</exception>
    public static Digest Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is not a SHA-256 digest.");

    /// <returns>Null where the text is not a SHA-256 digest.</returns>
    public static Digest? TryParse(string text)
    {
        var hex = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : "";
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower) ? new Digest(hex) : null;
    }

    public override string ToString() => Prefix + Hex;
}

/// <summary>Reads and writes a digest in JSON as a string.</summary>
internal sealed class DigestConverter : JsonConverter<Digest>
{
    /// <exception cref="JsonException">The value is not a digest. The JSON reader adds the line to the exception.</exception>
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Digest.TryParse(reader.GetString()!) is { } digest
            ? digest
            : throw new JsonException(
                $"'{(reader.TokenType == JsonTokenType.String ? reader.GetString() : reader.TokenType)}' is not a SHA-256 digest");

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
