using System.Text.Json;
using System.Text.Json.Nodes;
using RustImage.Registry.Manifests;

namespace RustImage.Registry.Referrers;

/// <summary>A list of what is attached to a manifest: an image index (distribution-spec, "Listing Referrers").</summary>
internal static class ReferrerIndex
{
    /// <returns>Those with a SHA-256 digest: others can't be had, and must not hide the rest.</returns>
    /// <exception cref="InvalidOperationException">And others of JSON: it is no image index.</exception>
    public static IReadOnlyList<Descriptor> Read(JsonElement index) =>
        [.. index.GetProperty("manifests").EnumerateArray().Select(Descriptor).OfType<Descriptor>()];

    /// <summary>Leaves everything in the index as it is, what is not known here, too.</summary>
    /// <param name="index">Null for a new one.</param>
    public static byte[] Add(byte[]? index, Descriptor referrer)
    {
        var node = index is null
            ? new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = ManifestTypes.Index, ["manifests"] = new JsonArray() }
            : JsonNode.Parse(index)!.AsObject();
        node["manifests"]!.AsArray().Add(JsonNode.Parse(CanonicalJson.Write(json => ArtifactManifest.Write(json, referrer))));
        return CanonicalJson.Write(json => node.WriteTo(json));
    }

    private static Descriptor? Descriptor(JsonElement json) => Digest.TryParse(json.GetProperty("digest").GetString()!) is not { } digest ? null : new(
        json.GetProperty("mediaType").GetString()!, digest, json.GetProperty("size").GetInt64(),
        json.TryGetProperty("artifactType", out var type) ? type.GetString() : null,
        json.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            ? annotations.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!) : null);
}
