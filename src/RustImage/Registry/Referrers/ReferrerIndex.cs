using System.Text.Json;
using RustImage.Registry.Manifests;

namespace RustImage.Registry.Referrers;

/// <summary>Reads and writes an image index that lists what is attached to a manifest (distribution-spec, "Listing Referrers").</summary>
internal static class ReferrerIndex
{
    private const string Manifests = "manifests";

    /// <returns>The entries with a SHA-256 digest. Others can't be pulled, and are skipped.</returns>
    /// <exception cref="ForeignJsonException">The document is not an image index.</exception>
    public static IReadOnlyList<Descriptor> Read(ForeignJson index) =>
        [.. index.Required(Manifests).Items().Select(Descriptor).OfType<Descriptor>()];

    /// <summary>Adds an entry, and leaves everything else as it is, also what is not known here.</summary>
    /// <param name="index">Null for a new index; else one that <see cref="Read"/> accepts.</param>
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
