using System.Text;

namespace RustImage.Outputs.Engines;

/// <summary>Options of an engine's <c>run</c>, between the text that a user types and the words that a program gets.</summary>
public static class RunOptions
{
    /// <summary>Splits at white space. Quotes of both kinds keep words together; a backslash is nothing special, for Windows' paths.</summary>
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

    /// <summary>One text of which .NET and Windows make these words again (CommandLineToArgvW).</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word)
    {
        if (word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c == '"'))
            return word;
        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in word)
        {
            // Backslashes count only before a quote.
            if (c == '"')
                text.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.Append(c);
        }
        return text.Append('\\', backslashes).Append('"').ToString();
    }
}
