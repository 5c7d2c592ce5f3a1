using System.Text.Json;
using RustImage.Base.Sources;

namespace RustImage.Images;

/// <summary>Writes the index over the manifests of several platforms (image-spec, image-index.md).</summary>
internal static class ImageIndex
{
    public const string MediaType = "application/vnd.oci.image.index.v1+json";

    /// <param name="images">The image of each platform. Engines that find several that fit take the first.</param>
    /// <param name="annotations">Not written where it is empty.</param>
    public static Blob Create(IReadOnlyList<CompressedImage> images, IReadOnlyDictionary<string, string> annotations) =>
        new(MediaType, CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaType);
            json.WriteStartArray("manifests");
            foreach (var image in images)
                WriteEntry(json, image);
            json.WriteEndArray();
            if (annotations.Count > 0)
                json.WriteTexts("annotations", annotations);
            json.WriteEndObject();
        }));

    /// <summary>Reads the platform of an image from its configuration.</summary>
    public static PlatformImage PlatformOf(CompressedImage image) =>
        ForeignJson.TryRead(image.Config.Bytes, json => PlatformImage.Of(json, image.Digest)) ?? new(image.Digest, null, null, null);

    private static void WriteEntry(Utf8JsonWriter json, CompressedImage image)
    {
        var platform = PlatformOf(image);
        json.WriteStartObject();
        ImageManifest.WriteDescriptor(json, image.Manifest.MediaType, image.Digest, image.Manifest.Bytes.Length);
        json.WriteStartObject("platform");
        json.WriteString("architecture", platform.Architecture);
        json.WriteString("os", platform.Os);
        if (platform.Variant is not null)
            json.WriteString("variant", platform.Variant);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
