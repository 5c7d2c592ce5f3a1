using System.Text.Json;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>Writes the manifest of an image (image-spec, manifest.md).</summary>
internal static class ImageManifest
{
    public const string MediaType = "application/vnd.oci.image.manifest.v1+json";
    private const string UncompressedLayerMediaType = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>
    /// Checks ContainerImageFormat, a property of the .NET SDK. Its value Docker changes nothing: that format has no annotations, and the
    /// same image would have another digest.
    /// </summary>
    /// <returns>The warning RIMG5046 for Docker; else null.</returns>
    /// <exception cref="RustImageException">RIMG5041: the value is neither empty, nor OCI or Docker.</exception>
    public static Diagnostic? CheckFormat(string format)
    {
        if (format.Length == 0 || format.Equals("OCI", StringComparison.OrdinalIgnoreCase))
            return null;
        return format.Equals("Docker", StringComparison.OrdinalIgnoreCase)
            ? Messages.DockerImageFormat(format) : throw Messages.BadImageFormat(format).ToException();
    }

    /// <param name="annotations">Not written where it is empty.</param>
    internal static byte[] Write(Blob config, IReadOnlyList<CompressedLayer> layers, IReadOnlyDictionary<string, string> annotations) =>
        Write(config, layers.Select(l => (l.MediaType, l.Digest, l.Size)), annotations);

    /// <summary>Writes a manifest with uncompressed layers, for an engine on this machine.</summary>
    internal static byte[] WriteUncompressed(Blob config, IReadOnlyList<Layer> layers) =>
        Write(config, layers.Select(l => (UncompressedLayerMediaType, l.DiffId, l.Size)), Annotations.None.Manifest);

    private static byte[] Write(
        Blob config,
        IEnumerable<(string MediaType, Digest Digest, long Size)> layers,
        IReadOnlyDictionary<string, string> annotations) => CanonicalJson.Write(json =>
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
            WriteDescriptor(json, layer.MediaType, layer.Digest, layer.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (annotations.Count > 0)
            json.WriteTexts("annotations", annotations);
        json.WriteEndObject();
    });

    /// <summary>Writes the three fields of a descriptor (image-spec, descriptor.md).</summary>
    internal static void WriteDescriptor(Utf8JsonWriter json, string mediaType, Digest digest, long size)
    {
        json.WriteString("mediaType", mediaType);
        json.WriteString("digest", digest.ToString());
        json.WriteNumber("size", size);
    }
}
