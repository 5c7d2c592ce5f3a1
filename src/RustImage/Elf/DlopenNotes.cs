using System.Text;
using System.Text.Json;

namespace RustImage.Elf;

/// <summary>
/// The content of a .note.dlopen note: a JSON array of objects with "soname", "priority", "feature" and "description"
/// (uapi-group.org/specifications/specs/elf_dlopen_metadata).
/// </summary>
internal static class DlopenNotes
{
    /// <exception cref="RustImageException">RIMG2002: the content is no such array.</exception>
    public static IReadOnlyList<DlopenNote> Parse(BoundedReader reader, ReadOnlySpan<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(content.TrimEnd((byte)0)));
            return [.. document.RootElement.EnumerateArray().Select(ToNote)];
        }
        // Invalid operation: a value of another kind than asked for.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw reader.Malformed($"a .note.dlopen note is not the JSON that its specification asks for ({e.Message.TrimEnd('.')})");
        }
    }

    private static DlopenNote ToNote(JsonElement entry)
    {
        string[] soNames = entry.TryGetProperty("soname", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString() ?? "")] : [];
        var priority = Text(entry, "priority") switch
        {
            "required" => DlopenPriority.Required,
            "suggested" => DlopenPriority.Suggested,
            _ => DlopenPriority.Recommended, // the specification's default
        };
        return new DlopenNote(soNames, priority, Text(entry, "feature"), Text(entry, "description"));
    }

    private static string? Text(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var value) ? value.GetString() : null;
}
