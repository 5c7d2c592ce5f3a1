using System.Text.RegularExpressions;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>The addresses of mirrors as a user writes them.</summary>
internal static partial class MirrorAddress
{
    /// <param name="property">The property's name, for messages.</param>
    /// <returns>Empty where none is set.</returns>
    /// <exception cref="RustImageException">RIMG7030, RIMG7031.</exception>
    public static IReadOnlyList<Uri> Parse(string property, string? value) =>
    [
        .. Separator().Split(value ?? "").Select(t => t.Trim()).Where(t => t.Length > 0).Select(t => One(property, t, value!)).Distinct(),
    ];

    /// <returns>Null where the text is no address that files can be had from, or holds a user.</returns>
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(ShortFile().Replace(text, "file://"), UriKind.Absolute, out var address)
        && IsUsable(text, address) && address.UserInfo.Length == 0 ? WithSlash(address) : null;

    private static Uri One(string property, string text, string value)
    {
        if (TryParse(text) is { } address)
            return address;
        // The whole value is quoted: a password may hold the separator.
        var quoted = Redacted.Of(value);
        throw (value.Contains('@', StringComparison.Ordinal) ? Messages.MirrorWithPassword(property, quoted) : Messages.BadMirror(property, quoted))
            .ToException();
    }

    private static bool IsUsable(string text, Uri address) => address switch
    {
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => false,
        { IsFile: true } => address.LocalPath.Length > 1 && (Path.IsPathFullyQualified(text) || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)),
        _ => address.Scheme is "http" or "https" && address.Host.Length > 0 && !text.Any(char.IsWhiteSpace),
    };

    /// <summary>Without it a relative address would take the place of the last segment.</summary>
    private static Uri WithSlash(Uri address) =>
        address.AbsolutePath.EndsWith('/') ? address : new(address.AbsoluteUri + "/");

    /// <summary>RFC 8089 and apt know file:/directory; .NET does not.</summary>
    [GeneratedRegex("^file:(?=/(?!/))", RegexOptions.IgnoreCase)]
    private static partial Regex ShortFile();

    /// <summary>A space separates only where an address follows: a directory's name may hold one.</summary>
    [GeneratedRegex(@"[;\r\n]+|\s+(?=[A-Za-z][A-Za-z0-9+.-]*:|/)")]
    private static partial Regex Separator();
}
