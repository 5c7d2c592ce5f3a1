using System.Text;

namespace RustImage.Registry.Connection;

/// <summary>
/// Reads schemes and parameters of a challenge one by one. Tolerates more than the grammar allows, such as values with slashes and
/// without quotes.
/// </summary>
internal sealed class ChallengeReader(string text)
{
    private int _at;

    private bool IsAtEnd => _at >= text.Length;

    /// <returns>Null at the end.</returns>
    public string? NextScheme()
    {
        while (!IsAtEnd)
        {
            Skip(" \t,");
            if (Token() is { Length: > 0 } scheme)
                return scheme;
            // Skip text that is not a token, up to the next comma.
            SkipTo(",");
        }
        return null;
    }

    /// <returns>Null before the next scheme, and at the end.</returns>
    public (string Name, string Value)? NextParameter()
    {
        while (true)
        {
            var start = _at;
            Skip(" \t,");
            var name = Token();
            Skip(" \t");
            if (name.Length == 0 || IsAtEnd || text[_at] != '=')
            {
                // Perhaps a token68, "Negotiate YIIJ/w8": no comma stands before it.
                var isToken68 = name.Length > 0 && !text.AsSpan(start, _at - start).Contains(',') && (IsAtEnd || text[_at] is ',' or '/');
                if (!isToken68)
                {
                    _at = start;
                    return null;
                }
                SkipTo(",");
                return null;
            }
            _at++;
            Skip(" \t");
            if (!IsAtEnd && text[_at] == '"')
                return (name, Quoted());
            start = _at;
            SkipTo(" \t,");
            // "Negotiate YIIJ=" or "YIIJ==": the equals signs are padding, and there is no value.
            if (text[start.._at].Trim('=') is { Length: > 0 } value)
                return (name, value);
        }
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        for (_at++; !IsAtEnd && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
                _at++;
            value.Append(text[_at]);
        }
        _at = Math.Min(_at + 1, text.Length);
        return value.ToString();
    }

    /// <summary>Reads a token (RFC 9110, section 5.6.2).</summary>
    private string Token()
    {
        var start = _at;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(text[_at]) || "!#$%&'*+-.^_`|~".Contains(text[_at])))
            _at++;
        return text[start.._at];
    }

    private void Skip(string characters)
    {
        while (!IsAtEnd && characters.Contains(text[_at]))
            _at++;
    }

    private void SkipTo(string characters)
    {
        while (!IsAtEnd && !characters.Contains(text[_at]))
            _at++;
    }
}
