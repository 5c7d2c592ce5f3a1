using System.Text.RegularExpressions;

namespace RustImage.Http;

/// <summary>Removes users, passwords and queries from addresses in messages, since they may be secret.</summary>
internal static partial class Redacted
{
    public static string Of(Uri address) => address.IsFile ? address.LocalPath : address.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>
    /// Removes everything between the start of the first address and the last '@', which may be more than the users and passwords.
    /// </summary>
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
