using System.Globalization;
using System.Text;

namespace RustImage;

/// <summary>Text of others, made fit for a person's eyes.</summary>
/// <remarks>
/// The one way out: whatever a message, a log line, the tree or the page shows goes through here. What would change how a terminal or a
/// browser shows the text around it appears as Rust writes it, <c>\u{1b}</c>: control characters (C0, DEL, C1), marks of direction and
/// other invisible format characters, and the separators of lines and paragraphs. The joiners U+200C and U+200D stay, since scripts and
/// emoji need them. Half of a surrogate pair becomes U+FFFD. What goes into an image or a JSON file is not changed.
/// </remarks>
public static class ForeignText
{
    /// <summary>The most characters that a message shows of one text: more than any path or reason has that a person reads.</summary>
    public const int Longest = 2000;

    /// <summary>In one line, at most <see cref="Longest"/> characters of it, and how many there are.</summary>
    public static string Brief(string text) => Brief(text, Longest);

    internal static string Brief(string text, int most)
    {
        if (text.Length <= most)
            return Whole(text);
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{Whole(text[..end])}… ({text.Length:N0} characters)");
    }

    /// <summary>In one line, of any length.</summary>
    public static string Whole(string text) => Visible(text, _ => false);

    /// <summary>Of any length, its lines and tabs kept: what a compiler says.</summary>
    public static string Lines(string text) => Visible(text.Replace("\r\n", "\n", StringComparison.Ordinal), r => r.Value is '\n' or '\t');

    private static string Visible(string text, Func<Rune, bool> stays)
    {
        // Nearly every text is as it should be, and stays the same object; most are of printable ASCII.
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
