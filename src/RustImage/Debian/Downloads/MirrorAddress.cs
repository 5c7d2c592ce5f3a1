using System.Text.RegularExpressions;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>Parses the addresses of mirrors that a user writes.</summary>
internal static partial class MirrorAddress
{
    /// <param name="property">The name of the property, for messages.</param>
    /// <param name="value">Addresses with semicolons, spaces or newlines between them; may be null or empty.</param>
    /// <exception cref="RustImageException">
    /// RIMG7030: a text is not the address of a mirror. RIMG7031: an address has a user or a password.
    /// </exception>
    public static IReadOnlyList<Uri> Parse(string property, string? value) =>
    [
        .. Separator().Split(value ?? "").Select(t => t.Trim()).Where(t => t.Length > 0).Select(t => One(property, t, value!)).Distinct(),
    ];

    /// <returns>Null where the text is not an http, https or file address, or has a user.</returns>
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(ShortFile().Replace(text, "file://"), UriKind.Absolute, out var address)
        && IsUsable(text, address) && address.UserInfo.Length == 0 ? WithSlash(address) : null;

    private static Uri One(string property, string text, string value)
    {
        if (TryParse(text) is { } address)
            return address;
        // Quote the whole value without what may be a password, since a password may contain the separator.
        var quoted = Redacted.Of(value);
        throw (value.Contains('@', StringComparison.Ordinal) ? Messages.MirrorWithPassword(property, quoted)
            : Messages.BadMirror(property, quoted)).ToException();
    }

    private static bool IsUsable(string text, Uri address) => address switch
    {
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => false,
        { IsFile: true } => address.LocalPath.Length > 1
            && (Path.IsPathFullyQualified(text) || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)),
        _ => address.Scheme is "http" or "https" && address.Host.Length > 0 && !text.Any(char.IsWhiteSpace),
    };

    /// <summary>Adds the slash at the end without which a relative address would replace the last segment.</summary>
    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith('/') ? address : new(address.AbsoluteUri + "/");

    /// <summary>The form file:/directory, which RFC 8089 and apt accept and .NET does not.</summary>
    [GeneratedRegex("^file:(?=/(?!/))", RegexOptions.IgnoreCase)]
    private static partial Regex ShortFile();

    /// <summary>A space is a separator only before an address, as names of directories may contain spaces.</summary>
    [GeneratedRegex(@"[;\r\n]+|\s+(?=[A-Za-z][A-Za-z0-9+.-]*:|/)")]
    private static partial Regex Separator();
}
