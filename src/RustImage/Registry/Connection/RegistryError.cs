using System.Text;
using System.Text.RegularExpressions;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>What a registry, or its token server, says of a failure.</summary>
internal static partial class RegistryError
{
    /// <summary>In bytes: no more is read of an answer.</summary>
    private const int Most = 4096;

    /// <summary>In characters.</summary>
    private const int Longest = 300;

    /// <summary>Reads an answer's body: <c>{"errors":[{"code":…,"message":…,"detail":…}]}</c> (distribution-spec, "Error Codes"), the like of token servers, or a text.</summary>
    /// <param name="hide">Takes out what the server was sent and may repeat.</param>
    /// <returns>One line without control characters, addresses redacted, or an empty text where the server says nothing.</returns>
    public static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation, Func<string, string>? hide = null)
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
            // The failure that the answer tells of is the one to report.
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

    /// <summary>Errors of distribution's form, else of OAuth 2.0 (RFC 6749, section 5.2), of Docker Hub and of others.</summary>
    private static string? OfJson(ForeignJson json) => json["errors"] is { IsArray: true } errors
        ? string.Join("; ", errors.Items().Select(OfError).Where(e => e.Length > 0).Distinct())
        : json.FindText("error_description") ?? json.FindText("message") ?? json.FindText("details") ?? json.FindText("error");

    private static string OfError(ForeignJson error)
    {
        var (message, detail) = (error.FindText("message"), error.FindText("detail"));
        var words = message is null ? detail : detail is null || detail == message ? message : $"{message} ({detail})";
        return string.Join(": ", new[] { error.FindText("code"), words }.OfType<string>());
    }

    /// <summary>Control and format characters could rewrite what a terminal shows.</summary>
    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"<title>([^<]*)</title>", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
