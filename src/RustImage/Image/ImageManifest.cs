using System.Text.Json;
using RustImage.Layers;

namespace RustImage.Image;

/// <summary>Writes the manifest blob (image-spec, manifest.md).</summary>
internal static class ImageManifest
{
    public const string MediaType = "application/vnd.oci.image.manifest.v1+json";
    public const string LayerMediaType = "application/vnd.oci.image.layer.v1.tar+gzip";

    public static byte[] Write(Blob config, IReadOnlyList<BuiltLayer> layers) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaType);
        json.WriteStartObject("config");
        WriteDescriptor(json, config.MediaType, config.Digest, config.Bytes.Length);
        json.WriteEndObject();
        json.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            WriteDescriptor(json, LayerMediaType, layer.Digest, layer.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The three fields of a descriptor (image-spec, descriptor.md).</summary>
    public static void WriteDescriptor(Utf8JsonWriter json, string mediaType, Digest digest, long size)
    {
        json.WriteString("mediaType", mediaType);
        json.WriteString("digest", digest.ToString());
        json.WriteNumber("size", size);
    }
}
