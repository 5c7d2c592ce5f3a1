using System.Text;

namespace RustImage.Formats.Deb822;

/// <summary>Control data: stanzas of <c>Name: value</c> fields between empty lines (Debian policy 5.1, deb822(5)), read in place.</summary>
public static class Deb822Reader
{
    /// <summary>Takes the next stanza off the front; empty lines before it are skipped.</summary>
    /// <param name="stanza">Without the newline of its last line.</param>
    /// <returns>False at the end.</returns>
    public static bool TryTakeStanza(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> stanza)
    {
        rest = rest.TrimStart((byte)'\n');
        var length = rest.IndexOf("\n\n"u8);
        stanza = length < 0 ? rest.TrimEnd((byte)'\n') : rest[..length];
        rest = rest[stanza.Length..];
        return stanza.Length > 0;
    }

    /// <summary>Takes the next field off the front of a stanza; lines that are no field are skipped.</summary>
    /// <param name="value">Trimmed at both ends; the lines of a folded field keep their newlines and leading spaces.</param>
    public static bool TryTakeField(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (rest.Length > 0)
        {
            var end = EndOfField(rest);
            var field = rest[..end];
            rest = rest[Math.Min(end + 1, rest.Length)..];
            var colon = field.IndexOf((byte)':');
            if (colon > 0 && field[0] is not ((byte)' ' or (byte)'\t'))
            {
                name = field[..colon];
                value = field[(colon + 1)..].Trim(" \t\r\n"u8);
                return true;
            }
        }
        name = value = default;
        return false;
    }

    /// <param name="name">In any case.</param>
    /// <returns>False where the stanza has no such field.</returns>
    public static bool TryFind(ReadOnlySpan<byte> stanza, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (TryTakeField(ref stanza, out var found, out value))
        {
            if (found.Length == name.Length && Ascii.EqualsIgnoreCase(found, name))
                return true;
        }
        return false;
    }

    /// <returns>A field's value, null where the stanza has no such field.</returns>
    public static string? Find(ReadOnlySpan<byte> stanza, ReadOnlySpan<byte> name) =>
        TryFind(stanza, name, out var value) ? Encoding.UTF8.GetString(value) : null;

    private static int EndOfField(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; ; at++)
        {
            var length = rest[at..].IndexOf((byte)'\n');
            if (length < 0)
                return rest.Length;
            at += length;
            // A line that starts with a space continues the field before it.
            if (at + 1 >= rest.Length || rest[at + 1] is not ((byte)' ' or (byte)'\t'))
                return at;
        }
    }
}
