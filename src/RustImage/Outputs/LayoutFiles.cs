using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>The files of an OCI layout (image-spec, image-layout.md), and the manifest.json of Docker's archives.</summary>
internal static class LayoutFiles
{
    public const string VersionName = "oci-layout";

    public const string IndexName = "index.json";

    /// <summary>The content of the file <see cref="VersionName"/>.</summary>
    public static byte[] Version => """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    public static string BlobName(Digest digest) => "blobs/sha256/" + digest.Hex;

    /// <summary>
    /// Writes <see cref="IndexName"/> with exactly one entry. With two, skopeo's oci-archive: refuses to choose, and Podman loses names.
    /// </summary>
    /// <param name="name">The image's full name, which Podman takes from an archive; null for none.</param>
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

    /// <summary>Writes manifest.json with all names, which <c>docker load</c> reads (moby's image/spec/spec.md).</summary>
    /// <param name="layers">The digests by which the layers' files are named, the lowest layer first.</param>
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
