using System.Text;

namespace RustImage.Outputs.Engines;

/// <summary>Converts the options of an engine's <c>run</c> between one text, as a user types it, and separate arguments.</summary>
internal static class RunOptions
{
    /// <summary>
    /// Splits a text at white space. Quotes of both kinds keep an argument together. A backslash is an ordinary character, since Windows'
    /// paths have it.
    /// </summary>
    /// <exception cref="RustImageException">RIMG6307: a quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        foreach (var c in text)
        {
            if (c == quote)
                quote = null;
            else if (quote is null && c is '"' or '\'')
                (quote, word) = (c, word ?? new StringBuilder());
            else if (quote is null && char.IsWhiteSpace(c))
                End();
            else
                (word ??= new StringBuilder()).Append(c);
        }
        if (quote is not null)
            throw Messages.OpenQuote(text.Trim()).ToException();
        End();
        return words;

        void End()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }

    /// <summary>Joins arguments to one text, which .NET and Windows split into the same arguments (CommandLineToArgvW).</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word)
    {
        if (word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c == '"'))
            return word;
        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in word)
        {
            // Backslashes are special only before a quote.
            if (c == '"')
                text.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.Append(c);
        }
        return text.Append('\\', backslashes).Append('"').ToString();
    }
}
