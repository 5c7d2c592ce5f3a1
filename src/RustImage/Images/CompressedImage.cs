using System.Text.Json.Serialization;
using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>An image as it leaves this machine. Its digest and those of its blobs are final.</summary>
/// <param name="References">The names of the image; at least one.</param>
/// <param name="Manifest">The manifest, which names the configuration and the compressed layers (image-spec, manifest.md).</param>
/// <param name="Config">The configuration (image-spec, config.md).</param>
/// <param name="Layers">The lowest layer first. The layers of the base image are below those of the image.</param>
internal sealed record CompressedImage(
    IReadOnlyList<ImageReference> References, Blob Manifest, Blob Config, IReadOnlyList<CompressedLayer> Layers)
{
    /// <summary>The repository that has the layers of the base image; null without a base image, or where it is a local file.</summary>
    public BaseRepository? Base { get; init; }

    /// <summary>All names of the image. The first is its main name.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <summary>The digest of the manifest, by which registries know the image.</summary>
    public Digest Digest => Manifest.Digest;

    /// <summary>The blobs that the manifest names: the configuration, then the layers. Equal blobs occur once.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImageBlob> Blobs =>
        [ImageBlob.Of(Config, "configuration"), .. Layers.DistinctBy(l => l.Digest).Select(ImageBlob.Of)];
}
