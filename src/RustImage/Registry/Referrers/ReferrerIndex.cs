using System.Text.Json;
using RustImage.Registry.Manifests;

namespace RustImage.Registry.Referrers;

/// <summary>A list of what is attached to a manifest: an image index (distribution-spec, "Listing Referrers").</summary>
internal static class ReferrerIndex
{
    private const string Manifests = "manifests";

    /// <returns>Those with a SHA-256 digest: others can't be had, and must not hide the rest.</returns>
    /// <exception cref="ForeignJsonException">It is no image index.</exception>
    public static IReadOnlyList<Descriptor> Read(ForeignJson index) => [.. index.Required(Manifests).Items().Select(Descriptor).OfType<Descriptor>()];

    /// <summary>Leaves everything in the index as it is, what is not known here, too.</summary>
    /// <param name="index">Null for a new one; otherwise one that <see cref="Read"/> takes.</param>
    public static byte[] Add(byte[]? index, Descriptor referrer)
    {
        var old = ForeignJson.Parse(index ?? CanonicalJson.Write(WriteEmpty));
        return CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            foreach (var (name, value) in old.Members())
            {
                json.WritePropertyName(name);
                if (name == Manifests)
                    WriteManifests(json, value, referrer);
                else
                    value.WriteTo(json);
            }
            json.WriteEndObject();
        });
    }

    private static void WriteManifests(Utf8JsonWriter json, ForeignJson manifests, Descriptor added)
    {
        json.WriteStartArray();
        foreach (var manifest in manifests.Items())
            manifest.WriteTo(json);
        ArtifactManifest.Write(json, added);
        json.WriteEndArray();
    }

    private static void WriteEmpty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ManifestTypes.Index);
        json.WriteStartArray(Manifests);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Descriptor? Descriptor(ForeignJson json) => Digest.TryParse(json["digest"].Text()) is not { } digest ? null : new(
        json["mediaType"].Text(), digest, json["size"].Number(), json["artifactType"].TextOrNull(),
        json["annotations"] is { Exists: true } annotations ? annotations.TextsByName() : null);
}
