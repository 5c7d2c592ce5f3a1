using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>Where an image layout has its blobs, and its tables of contents (image-spec, image-layout.md).</summary>
internal static class LayoutFiles
{
    public const string VersionName = "oci-layout";

    public const string IndexName = "index.json";

    /// <summary>The file <see cref="VersionName"/>.</summary>
    public static byte[] Version => """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    public static string BlobName(Digest digest) => "blobs/sha256/" + digest.Hex;

    /// <summary>
    /// The file <see cref="IndexName"/>, with exactly one entry: with two, skopeo's oci-archive: refuses to choose and podman loses the names.
    /// </summary>
    /// <param name="name">In full, from which podman names the image of an archive; null for none.</param>
    public static byte[] Index(Blob manifest, string? name) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", "application/vnd.oci.image.index.v1+json");
        json.WriteStartArray("manifests");
        json.WriteStartObject();
        ImageManifest.WriteDescriptor(json, manifest.MediaType, manifest.Digest, manifest.Bytes.Length);
        if (name is not null)
        {
            json.WriteStartObject("annotations");
            json.WriteString("io.containerd.image.name", name);
            json.WriteString("org.opencontainers.image.ref.name", name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>manifest.json, which <c>docker load</c> reads (moby's image/spec/spec.md), with all tags.</summary>
    /// <param name="layers">The digests that the layers' files are named by.</param>
    public static byte[] DockerManifest(
        Digest config, IReadOnlyList<string> names, IEnumerable<Digest> layers) => CanonicalJson.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("Config", BlobName(config));
        json.WriteStrings("RepoTags", names);
        json.WriteStrings("Layers", layers.Select(BlobName));
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
