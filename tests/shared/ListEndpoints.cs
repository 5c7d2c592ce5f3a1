using System.Globalization;
using System.Text.Json;

namespace RustImage.Testing;

/// <summary>Answers requests for lists (distribution-spec, "Content Discovery").</summary>
internal static class ListEndpoints
{
    public static async Task TagsAsync(TestExchange exchange)
    {
        var asked = exchange.Query("n") is { } n
            ? int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw new TestRegistryRefusal(400, "UNSUPPORTED", $"n is '{n}'")
            : int.MaxValue;
        var last = exchange.Query("last") ?? "";
        var all = exchange.Existing.Tags.Where(t => string.CompareOrdinal(t, last) > 0).ToList();
        var page = all.Take(Math.Min(asked, exchange.Options.PageSize ?? int.MaxValue)).ToList();
        if (page.Count > 0 && page.Count < all.Count)
        {
            var size = asked == int.MaxValue ? "" : $"n={asked}&";
            Link(exchange, $"/v2/{exchange.Name}/tags/list?{size}last={page[^1]}");
        }
        await exchange.WriteJsonAsync(new { name = exchange.Name, tags = page });
    }

    public static async Task ReferrersAsync(TestExchange exchange)
    {
        if (exchange.Options.NoReferrers)
            throw new TestRegistryRefusal(404, "UNSUPPORTED", "no referrers here");
        var subject = exchange.Digest;
        var type = exchange.Query("artifactType") is { Length: > 0 } asked && !exchange.Options.NoReferrersFilter ? asked : null;
        var all = (exchange.Find(exchange.Name)?.Manifests ?? [])
            .Select(m => (Digest: m.Key, Manifest: m.Value, Content: TestManifestContent.Read(m.Value.MediaType, m.Value.Bytes)))
            .Where(m => m.Content.Subject == subject && (type is null || m.Content.ArtifactType == type))
            .OrderBy(m => m.Digest.Hex, StringComparer.Ordinal)
            .Select(m => Descriptor(m.Digest, m.Manifest, m.Content))
            .ToList();
        var from = int.TryParse(exchange.Query("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
        var page = all.Skip(from).Take(exchange.Options.PageSize ?? int.MaxValue).ToList();
        if (from + page.Count < all.Count)
        {
            var filter = type is null ? "" : $"artifactType={Uri.EscapeDataString(type)}&";
            Link(exchange, $"/v2/{exchange.Name}/referrers/{subject}?{filter}from={from + page.Count}");
        }
        if (type is not null)
            exchange.Response.Headers["OCI-Filters-Applied"] = "artifactType";
        await exchange.WriteJsonAsync(new { schemaVersion = 2, mediaType = TestManifestContent.Index, manifests = page },
            TestManifestContent.Index);
    }

    private static Dictionary<string, object> Descriptor(Digest digest, TestManifest manifest, TestManifestContent content)
    {
        var descriptor = new Dictionary<string, object>
        {
            ["mediaType"] = manifest.MediaType,
            ["digest"] = digest.ToString(),
            ["size"] = manifest.Bytes.Length,
        };
        if (content.ArtifactType is { } type)
            descriptor["artifactType"] = type;
        if (content.Annotations is { ValueKind: JsonValueKind.Object } annotations)
            descriptor["annotations"] = annotations;
        return descriptor;
    }

    private static void Link(TestExchange exchange, string path) =>
        exchange.Response.Headers.Link = $"<{exchange.Location(path)}>; rel=\"next\"";
}
