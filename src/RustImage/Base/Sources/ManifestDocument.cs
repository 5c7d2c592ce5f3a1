using RustImage.Registry;
using RustImage.Registry.Manifests;

namespace RustImage.Base.Sources;

/// <summary>
/// An index or a manifest of OCI or Docker (image-spec, image-index.md and manifest.md; "Image Manifest V 2, Schema 2").
/// </summary>
/// <remarks>
/// The content decides which of them it is: the digest does not cover the media type that a registry or an index names. A document that
/// could be both is refused (CVE-2021-41190).
/// </remarks>
/// <param name="Images">The images of an index; null for a manifest.</param>
/// <param name="Config">The configuration of a manifest; null for an index.</param>
internal sealed record ManifestDocument(IReadOnlyList<PlatformImage>? Images, Descriptor? Config, IReadOnlyList<Descriptor> Layers)
{
    private static readonly string[] ConfigTypes =
        ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

    private static readonly string[] LayerTypes =
    [
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.diff.tar",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
    ];

    /// <param name="name">The base image's name for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG5104: the document is not the manifest of an image. RIMG5105: a layer has a type that can't be built on.
    /// </exception>
    public static ManifestDocument Read(byte[] bytes, string name) =>
        ForeignJson.Read(bytes, json => Read(json, name), e => Messages.UnusableBase(name, $"its manifest is invalid: {e.Message}"));

    private static ManifestDocument Read(ForeignJson json, string name)
    {
        var type = json["mediaType"].TextOrNull();
        var (manifests, layers) = (json["manifests"], json["layers"]);
        if (json["schemaVersion"].Number() == 1)
            throw Messages.UnusableBase(name, "it has Docker's old schema 1, which was replaced in 2016").ToException();
        var fits = manifests.Exists
            ? type is null or ManifestTypes.Index or ManifestTypes.DockerIndex
            : type is null or ManifestTypes.Manifest or ManifestTypes.DockerManifest;
        if (!fits || manifests.Exists == layers.Exists)
            throw Messages.UnusableBase(name, $"its manifest has the type '{type}'").ToException();
        if (manifests.Exists)
            return new([.. manifests.Items().Select(m => PlatformImage.Of(m["platform"], m["digest"].Digest()))], null, []);
        var config = Descriptor(json["config"]);
        if (!ConfigTypes.Contains(config.MediaType))
        {
            throw Messages.UnusableBase(
                name, $"it is an artifact with '{config.MediaType}' instead of an image's configuration").ToException();
        }
        var descriptors = layers.Items().Select(Descriptor).ToList();
        return descriptors.Find(l => !LayerTypes.Contains(l.MediaType)) is { } strange
            ? throw Messages.UnusableLayerType(name, $"{strange.Digest}", strange.MediaType).ToException()
            : new(null, config, descriptors);
    }

    /// <exception cref="ForeignJsonException">The descriptor has no SHA-256 digest, or lacks a field.</exception>
    public static Descriptor Descriptor(ForeignJson json) => new(json["mediaType"].Text(), json["digest"].Digest(), json["size"].Number());
}
