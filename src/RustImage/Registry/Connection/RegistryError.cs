using System.Text;
using System.Text.RegularExpressions;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Reads what a registry or its token server says about an error.</summary>
internal static partial class RegistryError
{
    /// <summary>The most bytes that are read of a body.</summary>
    private const int Most = 4096;

    /// <summary>The most characters that a message quotes.</summary>
    private const int Longest = 300;

    /// <summary>
    /// Reads the body of a response: <c>{"errors":[{"code":…,"message":…,"detail":…}]}</c> (distribution-spec, "Error Codes"), the similar
    /// forms of token servers, or text.
    /// </summary>
    /// <param name="hide">Removes secrets that the server was sent and may repeat.</param>
    /// <returns>One line without control characters and secrets in addresses; empty where the server says nothing.</returns>
    public static async Task<string> ReadAsync(
        HttpResponseMessage answer, CancellationToken cancellation, Func<string, string>? hide = null)
    {
        var buffer = new byte[Most];
        var count = 0;
        try
        {
            using var body = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            count = await body.ReadAtLeastAsync(buffer, Most, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The error status matters more than this failure to read its body.
        }
        var text = Encoding.UTF8.GetString(buffer, 0, count);
        return Words(hide?.Invoke(text) ?? text);
    }

    internal static string Words(string body)
    {
        var text = ForeignJson.TryRead(body, OfJson) ?? (body.TrimStart().StartsWith('<') ? Title().Match(body).Groups[1].Value : body);
        var line = Redacted.Of(Blank().Replace(text, " ").Trim());
        return line.Length > Longest ? $"{line[..Longest]}…" : line.TrimEnd('.');
    }

    /// <summary>Reads the forms of distribution, of OAuth 2.0 (RFC 6749, section 5.2), of Docker Hub and of others.</summary>
    private static string? OfJson(ForeignJson json) => json["errors"] is { IsArray: true } errors
        ? string.Join("; ", errors.Items().Select(OfError).Where(e => e.Length > 0).Distinct())
        : json.FindText("error_description") ?? json.FindText("message") ?? json.FindText("details") ?? json.FindText("error");

    private static string OfError(ForeignJson error)
    {
        var (message, detail) = (error.FindText("message"), error.FindText("detail"));
        var words = message is null ? detail : detail is null || detail == message ? message : $"{message} ({detail})";
        return string.Join(": ", new[] { error.FindText("code"), words }.OfType<string>());
    }

    /// <summary>White space, and control and format characters, which could change what a terminal shows.</summary>
    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"<title>([^<]*)</title>", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
