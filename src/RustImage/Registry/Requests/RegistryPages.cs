using System.Text.RegularExpressions;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>Reads lists that come in pages (distribution-spec, "Listing Tags": the Link header of RFC 8288).</summary>
internal static partial class RegistryPages
{
    /// <summary>
    /// The most bytes of a page or a manifest. Registries accept at least 4 MiB (distribution-spec, "Pushing Manifests").
    /// </summary>
    public const int MostBytes = 8 << 20;

    private const int MostPages = 10_000;

    /// <param name="what">What the registry is asked to do, for messages: "list the tags of 'app'".</param>
    /// <param name="first">The path of the first page.</param>
    /// <param name="read">Reads one page. Returns false to end the list.</param>
    /// <exception cref="RustImageException">
    /// RIMG6201 to RIMG6205: the registry fails or does not answer. RIMG6210: a page has another form.
    /// </exception>
    public static async Task ReadAsync(
        RequestSender requests, string what, string first, RegistryScope scope,
        Func<RegistryResponse, Task<bool>> read, CancellationToken cancellation)
    {
        var next = first;
        var seen = new HashSet<string>();
        while (next is not null && seen.Count < MostPages && seen.Add(next))
        {
            next = await requests.RunAsync(
                what, new RegistryRequest(HttpMethod.Get, next, scope),
                async answer => await read(answer).ConfigureAwait(false) ? Next(answer) : null, cancellation).ConfigureAwait(false);
        }
    }

    /// <exception cref="RustImageException">RIMG6210: the bytes are not JSON of the form that <paramref name="read"/> needs.</exception>
    public static T Json<T>(string registry, string what, byte[] bytes, Func<ForeignJson, T> read) =>
        ForeignJson.Read(bytes, read, e => Messages.BadRegistryAnswer(registry, what, e.Message));

    /// <summary>
    /// Returns only the path and query of the next page: a registry behind a proxy may not know its own scheme and host, and must not name
    /// another host.
    /// </summary>
    private static string? Next(RegistryResponse answer) =>
        answer.Header("Link") is { } text && NextLink().Match(text) is { Success: true } link
        && Uri.TryCreate(answer.Message.RequestMessage!.RequestUri, link.Groups[1].Value, out var address)
            ? address.PathAndQuery : null;

    [GeneratedRegex("""<([^>]*)>\s*;[^,<]*\brel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NextLink();
}
