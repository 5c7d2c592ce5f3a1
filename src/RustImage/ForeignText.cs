using System.Globalization;
using System.Text;

namespace RustImage;

/// <summary>Makes text from outside safe to show to people.</summary>
/// <remarks>
/// Everything that a message, a log line or a report shows goes through this class. Characters that could change how a terminal or a
/// browser shows the text around them are escaped as in Rust, <c>\u{1b}</c>: control characters (C0, DEL, C1), marks of direction and other
/// invisible format characters, and separators of lines and paragraphs. The joiners U+200C and U+200D stay, since scripts and emoji need
/// them. Half of a surrogate pair becomes U+FFFD. Text in images and JSON files is not changed.
/// </remarks>
internal static class ForeignText
{
    /// <summary>The most characters of one text that a message shows. Readable paths and reasons are shorter.</summary>
    public const int Longest = 2000;

    /// <summary>Makes one line of at most <see cref="Longest"/> characters. A longer text is cut, with its length added.</summary>
    public static string Brief(string text) => Brief(text, Longest);

    internal static string Brief(string text, int most)
    {
        if (text.Length <= most)
            return Whole(text);
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{Whole(text[..end])}… ({text.Length:N0} characters)");
    }

    /// <summary>Makes one line of any length.</summary>
    public static string Whole(string text) => Visible(text, _ => false);

    /// <summary>Makes a text of any length that keeps its lines and tabs, as for the output of a compiler.</summary>
    public static string Lines(string text) => Visible(text.Replace("\r\n", "\n", StringComparison.Ordinal), r => r.Value is '\n' or '\t');

    private static string Visible(string text, Func<Rune, bool> stays)
    {
        // Most texts are printable ASCII, and nearly all need no change. Then the same object is returned.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || !text.EnumerateRunes().Any(r => IsHidden(r) || r == Rune.ReplacementChar))
            return text;
        var visible = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune) && !stays(rune))
                visible.Append(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:x}}}");
            else
                visible.Append(rune.ToString());
        }
        return visible.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => rune.Value is not (0x200c or 0x200d),
        _ => false,
    };
}
