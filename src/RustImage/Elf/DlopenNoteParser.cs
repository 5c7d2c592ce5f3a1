namespace RustImage.Elf;

/// <summary>
/// Parses the content of a .note.dlopen note, a JSON array of objects with "soname", "priority", "feature" and "description"
/// (uapi-group.org/specifications/specs/elf_dlopen_metadata).
/// </summary>
internal static class DlopenNoteParser
{
    /// <exception cref="RustImageException">RIMG2002: the content is not such an array.</exception>
    public static IReadOnlyList<DlopenNote> Parse(BoundedReader reader, ReadOnlySpan<byte> content)
    {
        try
        {
            return [.. ForeignJson.Parse(content.TrimEnd((byte)0)).Items().Select(ToNote)];
        }
        catch (ForeignJsonException e)
        {
            throw reader.Malformed($"a .note.dlopen note is not the JSON that its specification asks for ({e.Message.TrimEnd('.')})");
        }
    }

    private static DlopenNote ToNote(ForeignJson entry)
    {
        var priority = entry["priority"].TextOrNull() switch
        {
            "required" => DlopenPriority.Required,
            "suggested" => DlopenPriority.Suggested,
            _ => DlopenPriority.Recommended, // the specification's default
        };
        return new DlopenNote(entry["soname"].Texts(), priority, entry["feature"].TextOrNull(), entry["description"].TextOrNull());
    }
}
