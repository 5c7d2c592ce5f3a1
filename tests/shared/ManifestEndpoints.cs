using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Manifests (distribution-spec, "Pulling manifests", "Pushing Manifests", "Deleting Manifests").</summary>
internal static class ManifestEndpoints
{
    private const int Largest = 4 << 20;

    public static Task AnswerAsync(TestExchange exchange) => exchange.Method switch
    {
        "GET" or "HEAD" => SendAsync(exchange),
        "PUT" => StoreAsync(exchange),
        "DELETE" => Task.Run(() => Delete(exchange)),
        _ => throw TestRegistryRefusal.Unsupported(exchange.Method),
    };

    private static async Task SendAsync(TestExchange exchange)
    {
        var digest = exchange.Existing.Resolve(exchange.Id) ?? throw TestRegistryRefusal.ManifestUnknown(exchange.Id);
        var manifest = exchange.Existing.Manifests[digest];
        if (exchange.Options.RequireAccept && !Accepts(exchange.Request, manifest.MediaType))
            throw TestRegistryRefusal.ManifestUnknown($"{exchange.Id} of a type that Accept names");
        exchange.AddDigestHeader(digest);
        exchange.Response.ContentType = manifest.MediaType;
        exchange.Response.Headers.ETag = $"\"{digest}\"";
        await exchange.Transfer.WriteAsync(manifest.Bytes);
    }

    private static bool Accepts(HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept.Any(a => a.MatchesAllTypes || a.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    private static async Task StoreAsync(TestExchange exchange)
    {
        if (exchange.Request.ContentLength > Largest)
            throw new TestRegistryRefusal(413, "MANIFEST_INVALID", $"more than {Largest} bytes");
        var bytes = await exchange.Transfer.ReadAllAsync();
        var digest = Digest.OfBytes(bytes);
        var isDigest = exchange.Id.Contains(':', StringComparison.Ordinal);
        if (isDigest && exchange.Digest != digest)
            throw TestRegistryRefusal.DigestInvalid(exchange.Id);
        if (!isDigest && !TestRegistry.IsTag(exchange.Id))
            throw TestRegistryRefusal.ManifestInvalid($"'{exchange.Id}' is not a tag");
        var mediaType = (exchange.Request.ContentType ?? "").Split(';')[0].Trim();
        var content = TestManifestContent.Read(mediaType, bytes);
        content.Check(exchange.Repository);
        exchange.Repository.AddManifest(mediaType, bytes, isDigest ? null : exchange.Id);
        exchange.Status(StatusCodes.Status201Created, ("Location", exchange.Location($"/v2/{exchange.Name}/manifests/{exchange.Id}")));
        exchange.AddDigestHeader(digest);
        if (content.Subject is { } subject && !exchange.Options.NoReferrers)
            exchange.Response.Headers["OCI-Subject"] = subject.ToString();
        foreach (var tag in isDigest ? exchange.QueryAll("tag").Where(TestRegistry.IsTag) : [])
        {
            exchange.Repository.Tag(tag, digest);
            exchange.Status(StatusCodes.Status201Created, ("OCI-Tag", tag));
        }
    }

    private static void Delete(TestExchange exchange)
    {
        var deleted = Digest.TryParse(exchange.Id) is { } digest
            ? exchange.Existing.DeleteManifest(digest) : exchange.Existing.Untag(exchange.Id);
        if (!deleted)
            throw TestRegistryRefusal.ManifestUnknown(exchange.Id);
        exchange.Status(StatusCodes.Status202Accepted);
    }
}
