using System.Text.Json;

namespace RustImage.Testing;

/// <summary>The references in a manifest.</summary>
/// <param name="Blobs">The blobs with their sizes in the manifest.</param>
/// <param name="ArtifactType">The artifact type for the list of referrers. Without one, the type of the configuration.</param>
internal sealed record TestManifestContent(
    IReadOnlyList<(Digest Digest, long Size)> Blobs, IReadOnlyList<Digest> Manifests, Digest? Subject, string? ArtifactType,
    JsonElement? Annotations)
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Image = "application/vnd.oci.image.manifest.v1+json";
    private const string Empty = "application/vnd.oci.empty.v1+json";

    private static readonly string[] Indices = [Index, "application/vnd.docker.distribution.manifest.list.v2+json"];
    private static readonly string[] Images = [Image, "application/vnd.docker.distribution.manifest.v2+json"];

    /// <exception cref="TestRegistryRefusal">MANIFEST_INVALID.</exception>
    public static TestManifestContent Read(string mediaType, byte[] bytes)
    {
        if (!Indices.Contains(mediaType) && !Images.Contains(mediaType))
            throw TestRegistryRefusal.ManifestInvalid($"no manifest of type '{mediaType}'");
        try
        {
            return Read(mediaType, JsonElement.Parse(bytes));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw TestRegistryRefusal.ManifestInvalid(e.Message);
        }
    }

    /// <exception cref="TestRegistryRefusal">MANIFEST_BLOB_UNKNOWN, or MANIFEST_INVALID for a wrong size.</exception>
    public void Check(TestRepository repository)
    {
        foreach (var (digest, size) in Blobs)
        {
            if (!repository.Blobs.TryGetValue(digest, out var blob))
                throw Unknown(digest);
            if (blob.Length != size)
                throw TestRegistryRefusal.ManifestInvalid($"{digest} has {blob.Length} bytes, not {size}");
        }
        foreach (var digest in Manifests)
            if (!repository.Manifests.ContainsKey(digest))
                throw Unknown(digest);
    }

    private static TestManifestContent Read(string mediaType, JsonElement json)
    {
        if (json.GetProperty("schemaVersion").GetInt32() != 2)
            throw TestRegistryRefusal.ManifestInvalid("schemaVersion is not 2");
        if (Text(json, "mediaType") is { } own && own != mediaType)
            throw TestRegistryRefusal.ManifestInvalid($"the manifest is '{own}', its Content-Type '{mediaType}'");
        var subject = json.TryGetProperty("subject", out var s) ? DigestOf(s) : (Digest?)null;
        JsonElement? annotations = json.TryGetProperty("annotations", out var a) ? a : null;
        var type = Text(json, "artifactType") is { Length: > 0 } artifact ? artifact : null;
        if (Indices.Contains(mediaType))
            return new([], [.. json.GetProperty("manifests").EnumerateArray().Select(DigestOf)], subject, type, annotations);
        var config = json.GetProperty("config");
        if (type is null && Text(config, "mediaType") == Empty)
            throw TestRegistryRefusal.ManifestInvalid("an empty configuration wants an artifactType");
        // A blob with urls need not be in the registry.
        var blobs = json.GetProperty("layers").EnumerateArray().Where(l => !l.TryGetProperty("urls", out _)).Prepend(config);
        return new([.. blobs.Select(b => (DigestOf(b), b.GetProperty("size").GetInt64()))], [], subject, type ?? Text(config, "mediaType"),
            annotations);
    }

    private static TestRegistryRefusal Unknown(Digest digest) => new(400, "MANIFEST_BLOB_UNKNOWN", $"{digest} is not in the repository");

    private static Digest DigestOf(JsonElement descriptor) => Digest.Parse(descriptor.GetProperty("digest").GetString() ?? "");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
