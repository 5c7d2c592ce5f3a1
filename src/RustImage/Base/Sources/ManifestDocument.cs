using RustImage.Registry;
using RustImage.Registry.Manifests;

namespace RustImage.Base.Sources;

/// <summary>An index or a manifest, OCI's or Docker's (image-spec, image-index.md, manifest.md; "Image Manifest V 2, Schema 2").</summary>
/// <remarks>By what it holds: the type that a registry or an index says of it is not in its digest. What could be both is neither (CVE-2021-41190).</remarks>
/// <param name="Images">Of an index, else null.</param>
/// <param name="Config">Of a manifest, else null.</param>
internal sealed record ManifestDocument(IReadOnlyList<PlatformImage>? Images, Descriptor? Config, IReadOnlyList<Descriptor> Layers)
{
    private static readonly string[] ConfigTypes = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

    private static readonly string[] LayerTypes =
    [
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.diff.tar",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
    ];

    /// <param name="name">For messages.</param>
    /// <exception cref="RustImageException">RIMG5104: it is no manifest of an image. RIMG5105: a layer is of a kind that can't be built on.</exception>
    public static ManifestDocument Read(byte[] bytes, string name) =>
        ForeignJson.Read(bytes, json => Read(json, name), e => Messages.UnusableBase(name, $"its manifest is none: {e.Message}"));

    private static ManifestDocument Read(ForeignJson json, string name)
    {
        var type = json["mediaType"].TextOrNull();
        var (manifests, layers) = (json["manifests"], json["layers"]);
        if (json["schemaVersion"].Number() == 1)
            throw Messages.UnusableBase(name, "it is of Docker's schema 1 of 2014").ToException();
        var fits = manifests.Exists
            ? type is null or ManifestTypes.Index or ManifestTypes.DockerIndex
            : type is null or ManifestTypes.Manifest or ManifestTypes.DockerManifest;
        if (!fits || manifests.Exists == layers.Exists)
            throw Messages.UnusableBase(name, $"its manifest is of the type '{type}'").ToException();
        if (manifests.Exists)
            return new([.. manifests.Items().Select(m => PlatformImage.Of(m["platform"], m["digest"].Digest()))], null, []);
        var config = Descriptor(json["config"]);
        if (!ConfigTypes.Contains(config.MediaType))
            throw Messages.UnusableBase(name, $"it is an artifact, with '{config.MediaType}' in place of an image's configuration").ToException();
        var descriptors = layers.Items().Select(Descriptor).ToList();
        return descriptors.Find(l => !LayerTypes.Contains(l.MediaType)) is { } strange
            ? throw Messages.UnusableLayerType(name, $"{strange.Digest}", strange.MediaType).ToException()
            : new(null, config, descriptors);
    }

    /// <exception cref="ForeignJsonException">It is no descriptor of something with a SHA-256 digest.</exception>
    public static Descriptor Descriptor(ForeignJson json) => new(json["mediaType"].Text(), json["digest"].Digest(), json["size"].Number());
}
