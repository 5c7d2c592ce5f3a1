using System.Text;

namespace RustImage.Formats.Deb822;

/// <summary>
/// Reads Debian's control data in place: paragraphs of <c>Name: value</c> fields, with empty lines between paragraphs (Debian policy 5.1,
/// deb822(5)).
/// </summary>
/// <remarks>Text is UTF-8. Names of fields are compared without regard to case.</remarks>
internal static class Deb822Reader
{
    /// <summary>Takes the next paragraph off the front, and the empty lines before it.</summary>
    /// <param name="paragraph">Receives the paragraph, without the newline of its last line.</param>
    /// <returns>False at the end.</returns>
    public static bool TryTakeParagraph(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> paragraph)
    {
        rest = rest.TrimStart((byte)'\n');
        var length = rest.IndexOf("\n\n"u8);
        paragraph = length < 0 ? rest.TrimEnd((byte)'\n') : rest[..length];
        rest = rest[paragraph.Length..];
        return paragraph.Length > 0;
    }

    /// <summary>Takes the next field off the front of a paragraph. Lines that belong to no field are skipped.</summary>
    /// <param name="value">
    /// Receives the value, without blanks at its ends. A folded field keeps its newlines and the space before each further line, so it
    /// begins with a newline
    /// where the name stands alone on its line.
    /// </param>
    /// <returns>False at the end.</returns>
    public static bool TryTakeField(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (rest.Length > 0)
        {
            var field = TakeLines(ref rest);
            var colon = field.IndexOf((byte)':');
            if (colon > 0 && !IsFolded(field))
            {
                name = field[..colon].TrimEnd(" \t"u8);
                value = field[(colon + 1)..].TrimStart(" \t\r"u8).TrimEnd(" \t\r\n"u8);
                return true;
            }
        }
        name = value = default;
        return false;
    }

    /// <returns>False where the paragraph has no such field.</returns>
    public static bool TryFind(ReadOnlySpan<byte> paragraph, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (TryTakeField(ref paragraph, out var found, out value))
        {
            if (found.Length == name.Length && Ascii.EqualsIgnoreCase(found, name))
                return true;
        }
        return false;
    }

    /// <returns>A field's value as <see cref="TryTakeField"/> gives it; null where the paragraph has no such field.</returns>
    public static string? Find(ReadOnlySpan<byte> paragraph, ReadOnlySpan<byte> name) =>
        TryFind(paragraph, name, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <inheritdoc cref="Find(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static string? Find(string paragraph, string name) => Find(Encoding.UTF8.GetBytes(paragraph), Encoding.UTF8.GetBytes(name));

    /// <returns>All paragraphs of a text, each with all its fields, as <see cref="TryTakeField"/> gives them.</returns>
    public static IReadOnlyList<IReadOnlyList<(string Name, string Value)>> ReadAll(string text)
    {
        var paragraphs = new List<IReadOnlyList<(string, string)>>();
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (TryTakeParagraph(ref rest, out var paragraph))
        {
            var fields = new List<(string, string)>();
            while (TryTakeField(ref paragraph, out var name, out var value))
                fields.Add((Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(value)));
            paragraphs.Add(fields);
        }
        return paragraphs;
    }

    /// <returns>The paragraph as it is written, without some fields; with a newline at its end.</returns>
    public static string Without(ReadOnlySpan<byte> paragraph, IReadOnlyCollection<string> names)
    {
        var kept = new StringBuilder();
        while (paragraph.Length > 0)
        {
            var field = Encoding.UTF8.GetString(TakeLines(ref paragraph));
            if (!names.Contains(field.Split(':')[0].TrimEnd(' ', '\t'), StringComparer.OrdinalIgnoreCase))
                kept.Append(field).Append('\n');
        }
        return kept.ToString();
    }

    private static bool IsFolded(ReadOnlySpan<byte> line) => line[0] is (byte)' ' or (byte)'\t';

    /// <summary>Takes a line and the folded lines behind it.</summary>
    private static ReadOnlySpan<byte> TakeLines(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = EndOfField(rest);
        var lines = rest[..end];
        rest = rest[Math.Min(end + 1, rest.Length)..];
        return lines;
    }

    private static int EndOfField(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; ; at++)
        {
            var length = rest[at..].IndexOf((byte)'\n');
            if (length < 0)
                return rest.Length;
            at += length;
            if (at + 1 >= rest.Length || !IsFolded(rest[(at + 1)..]))
                return at;
        }
    }
}
