using System.Text.Json.Serialization;
using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>An image in the form that leaves this machine: its digest, and that of each blob, is final.</summary>
/// <param name="References">Where it goes and what it is called there; at least one.</param>
/// <param name="Manifest">Names the configuration and the compressed layers (image-spec, manifest.md).</param>
/// <param name="Config">The configuration (image-spec, config.md).</param>
/// <param name="Layers">The lowest first; the base's are below the image's own.</param>
public sealed record CompressedImage(
    IReadOnlyList<ImageReference> References, Blob Manifest, Blob Config, IReadOnlyList<CompressedLayer> Layers)
{
    /// <summary>Where a registry may have the layers of the base; null for nowhere.</summary>
    public BaseRepository? Base { get; init; }

    /// <summary>Every name that the image has; the first is the main one.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <summary>The manifest's digest: what a registry knows the image by.</summary>
    public Digest Digest => Manifest.Digest;

    /// <summary>Everything that the manifest names, each content once: the configuration, then the layers.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImageBlob> Blobs =>
        [ImageBlob.Of(Config, "configuration"), .. Layers.DistinctBy(l => l.Digest).Select(ImageBlob.Of)];
}
