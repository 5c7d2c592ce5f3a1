using System.Text.Json;
using RustImage.Images;

namespace RustImage.Outputs;

/// <summary>The files of an OCI layout (image-spec, image-layout.md), and the manifest.json of Docker's archives.</summary>
internal static class LayoutFiles
{
    public const string VersionName = "oci-layout";

    public const string IndexName = "index.json";

    public const string BlobDirectory = "blobs/sha256";

    /// <summary>The content of the file <see cref="VersionName"/>.</summary>
    public static byte[] Version => """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    public static string BlobName(Digest digest) => $"{BlobDirectory}/{digest.Hex}";

    /// <summary>
    /// Writes <see cref="IndexName"/> with an entry for each name. An archive gets exactly one: with two, skopeo's oci-archive: refuses to
    /// choose, and Podman loses names. For several platforms the entry is their index.
    /// </summary>
    /// <param name="root">The manifest, or the index over the manifests of several platforms.</param>
    /// <param name="names">Empty for one entry without a name.</param>
    public static byte[] Index(Blob root, params IReadOnlyList<LayoutName> names) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", ImageIndex.MediaType);
        json.WriteStartArray("manifests");
        foreach (var name in names.Count == 0 ? [null] : names.Select(n => (LayoutName?)n))
            WriteEntry(json, root, name);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteEntry(Utf8JsonWriter json, Blob root, LayoutName? name)
    {
        json.WriteStartObject();
        ImageManifest.WriteDescriptor(json, root.MediaType, root.Digest, root.Bytes.Length);
        if (name is not null)
        {
            json.WriteStartObject("annotations");
            json.WriteString("io.containerd.image.name", name.FullName);
            json.WriteString("org.opencontainers.image.ref.name", name.Reference);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

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

/// <summary>What an entry of an index calls its image.</summary>
/// <param name="Reference">
/// The annotation org.opencontainers.image.ref.name, by which tools find the image in a layout (<c>oci:DIRECTORY:REFERENCE</c>).
/// </param>
/// <param name="FullName">The annotation io.containerd.image.name, with registry, repository and tag.</param>
internal sealed record LayoutName(string Reference, string FullName)
{
    /// <summary>Uses the full name as the reference too, because Podman names the image of an archive by it.</summary>
    public static LayoutName OfArchive(ImageReference reference) => new(reference.FullNames[0], reference.FullNames[0]);

    /// <summary>Lists each tag once, as umoci and buildx name the images of a layout. Two repositories may share a tag.</summary>
    public static IReadOnlyList<LayoutName> OfTags(IEnumerable<ImageReference> references)
    {
        var names = references.SelectMany(r => r.Tags.Zip(r.FullNames, (tag, name) => new LayoutName(tag, name)));
        return [.. names.DistinctBy(n => n.Reference, StringComparer.Ordinal)];
    }
}
