using System.Text.RegularExpressions;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>Lists that come in pages (distribution-spec, "Listing Tags": the Link header of RFC 8288).</summary>
internal static partial class RegistryPages
{
    /// <summary>Of one page, and of a manifest; registries take 4 MiB at least (distribution-spec, "Pushing Manifests").</summary>
    public const int MostBytes = 8 << 20;

    private const int MostPages = 10_000;

    /// <param name="what">For messages, after "to": "list the tags of 'app'".</param>
    /// <param name="first">A path from the registry's root.</param>
    /// <param name="read">Takes one page; false ends the list.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6205; RIMG6210: a page is no JSON of the form that it must have.</exception>
    public static async Task ReadAsync(
        RequestSender requests, string what, string first, RegistryScope scope, Func<RegistryResponse, Task<bool>> read, CancellationToken cancellation)
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

    /// <exception cref="RustImageException">RIMG6210: not JSON of the form that <paramref name="read"/> takes.</exception>
    public static T Json<T>(string registry, string what, byte[] bytes, Func<ForeignJson, T> read) =>
        ForeignJson.Read(bytes, read, e => Messages.BadRegistryAnswer(registry, what, e.Message));

    /// <summary>The path and query alone: behind a proxy a registry may not know its own scheme and host, and another's it has no business to name.</summary>
    private static string? Next(RegistryResponse answer) =>
        answer.Header("Link") is { } text && NextLink().Match(text) is { Success: true } link
        && Uri.TryCreate(answer.Message.RequestMessage!.RequestUri, link.Groups[1].Value, out var address)
            ? address.PathAndQuery : null;

    [GeneratedRegex("""<([^>]*)>\s*;[^,<]*\brel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NextLink();
}
