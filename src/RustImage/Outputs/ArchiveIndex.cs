using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>The tables of contents of an archive and of a layout.</summary>
internal static class ArchiveIndex
{
    /// <summary>The file oci-layout.</summary>
    public static byte[] LayoutVersion => """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    /// <summary>index.json, with exactly one entry: with two, skopeo's oci-archive: refuses to choose and podman loses the names.</summary>
    /// <param name="name">In full, from which podman names the image of an archive; null for none.</param>
    public static byte[] Oci(Blob manifest, string? name) => CanonicalJson.Write(json =>
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
    public static byte[] Docker(Digest config, IReadOnlyList<string> names, IEnumerable<Digest> layers) => CanonicalJson.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("Config", ImageArchive.BlobName(config));
        json.WriteStrings("RepoTags", names);
        json.WriteStrings("Layers", layers.Select(ImageArchive.BlobName));
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
