using System.Text.Encodings.Web;
using System.Text.Json;

namespace RustImage;

/// <summary>
/// Writes JSON without spaces and without unnecessary escapes, as other container tools do, so that equal values have equal digests.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The encoder without unnecessary escapes. It is not safe for JSON inside HTML.</summary>
    public static JavaScriptEncoder Encoder => Options.Encoder!;

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.ToArray();
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Writes an object of strings, sorted by name in ordinal order.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
            json.WriteString(key, text);
        json.WriteEndObject();
    }
}
