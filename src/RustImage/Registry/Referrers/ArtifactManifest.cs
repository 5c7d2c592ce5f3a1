using System.Text.Json;
using RustImage.Registry.Manifests;

namespace RustImage.Registry.Referrers;

/// <summary>
/// Writes the manifest of an artifact that is attached to an image (image-spec, manifest.md, "Guidelines for Artifact Usage").
/// </summary>
internal static class ArtifactManifest
{
    private const string EmptyMediaType = "application/vnd.oci.empty.v1+json";

    /// <summary>Stands in place of a configuration.</summary>
    public static readonly byte[] EmptyConfig = [.. "{}"u8];

    public static byte[] Write(
        Descriptor subject, string artifactType, Descriptor layer,
        IReadOnlyDictionary<string, string> annotations) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ManifestTypes.Manifest);
        json.WriteString("artifactType", artifactType);
        json.WritePropertyName("config");
        Write(json, new Descriptor(EmptyMediaType, Digest.OfBytes(EmptyConfig), EmptyConfig.Length));
        json.WriteStartArray("layers");
        Write(json, layer);
        json.WriteEndArray();
        json.WritePropertyName("subject");
        Write(json, new Descriptor(subject.MediaType, subject.Digest, subject.Size));
        WriteAnnotations(json, annotations);
        json.WriteEndObject();
    });

    public static void Write(Utf8JsonWriter json, Descriptor descriptor)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", descriptor.MediaType);
        json.WriteString("digest", descriptor.Digest.ToString());
        json.WriteNumber("size", descriptor.Size);
        if (descriptor.ArtifactType is { } type)
            json.WriteString("artifactType", type);
        WriteAnnotations(json, descriptor.Annotations);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? annotations)
    {
        if (annotations is null or { Count: 0 })
            return;
        json.WriteStartObject("annotations");
        foreach (var (name, value) in annotations.OrderBy(a => a.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }
}
