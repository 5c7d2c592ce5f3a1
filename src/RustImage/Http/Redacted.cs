using System.Text.RegularExpressions;

namespace RustImage.Http;

/// <summary>Addresses for messages: without users, passwords and queries, which may hold a token.</summary>
internal static partial class Redacted
{
    public static string Of(Uri address) => address.IsFile ? address.LocalPath : address.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Rather too much than too little: everything between the first address's start and the last '@' goes.</summary>
    public static string Of(string text) => Query().Replace(WithoutUser(text), "?***");

    private static string WithoutUser(string text)
    {
        var end = text.LastIndexOf('@');
        if (end < 0)
            return text;
        var start = text.IndexOf("//", 0, end, StringComparison.Ordinal);
        return $"{(start < 0 ? "" : text[..(start + 2)])}***{text[end..]}";
    }

    [GeneratedRegex(@"\?[^\s;,']+")]
    private static partial Regex Query();
}
