using RustImage.Image;

namespace RustImage.Outputs;

/// <summary>The two tables of contents of an archive.</summary>
internal static class ArchiveIndex
{
    /// <summary>
    /// index.json, with exactly one entry: with two, skopeo's oci-archive: refuses to choose and podman loses the names.
    /// The entry is named by the first tag in full, from which podman names the image.
    /// </summary>
    public static byte[] Oci(ContainerImage image) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", "application/vnd.oci.image.index.v1+json");
        json.WriteStartArray("manifests");
        json.WriteStartObject();
        ImageManifest.WriteDescriptor(json, image.Manifest.MediaType, image.Digest, image.Manifest.Bytes.Length);
        json.WriteStartObject("annotations");
        json.WriteString("io.containerd.image.name", image.References[0].FullName);
        json.WriteString("org.opencontainers.image.ref.name", image.References[0].FullName);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>manifest.json, which <c>docker load</c> reads (moby's image/spec/spec.md), with all tags.</summary>
    public static byte[] Docker(ContainerImage image) => CanonicalJson.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("Config", ImageArchive.BlobName(image.Config.Digest));
        json.WriteStrings("RepoTags", image.Names);
        json.WriteStrings("Layers", image.Layers.Select(l => ImageArchive.BlobName(l.Digest)));
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
