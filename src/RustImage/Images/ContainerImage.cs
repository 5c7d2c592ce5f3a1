using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>A whole image: manifest, configuration and layers, each known by its digest. Outputs write it; nothing after this changes a byte.</summary>
/// <param name="References">Where it goes and what it is called there; at least one.</param>
public sealed record ContainerImage(IReadOnlyList<ImageReference> References, Blob Manifest, Blob Config, IReadOnlyList<BuiltLayer> Layers)
{
    /// <summary>Where a registry may have the base's layers; null for nowhere.</summary>
    public BaseRepository? Base { get; init; }

    /// <summary>Every name that the image has; the first is the main one.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <summary>The manifest's digest: what a registry knows the image by.</summary>
    public Digest Digest => Manifest.Digest;

    /// <param name="config">Of the same layers.</param>
    /// <param name="layers">Without the base's.</param>
    /// <param name="annotations">Of the manifest.</param>
    public static ContainerImage Create(
        IReadOnlyList<ImageReference> references, Blob config, IReadOnlyList<BuiltLayer> layers, IReadOnlyDictionary<string, string>? annotations = null, BaseImage? @base = null)
    {
        layers = [.. (@base?.Layers ?? []).Select((l, i) => OfBase(l, i + 1)), .. layers];
        var manifest = ImageManifest.Write(config, layers, annotations ?? Annotations.None.Manifest);
        return new(references, new Blob(ImageManifest.MediaType, manifest), config, layers) { Base = @base?.Repository };
    }

    private static BuiltLayer OfBase(BaseLayer layer, int number) =>
        new(new TarLayer($"base {number}", layer.DiffId, layer.TarSize), layer.Digest, layer.Size, layer.Path) { MediaType = layer.MediaType, IsBase = true };
}

/// <summary>A small blob that is held in memory.</summary>
public sealed record Blob(string MediaType, byte[] Bytes)
{
    public Digest Digest { get; } = Digest.OfBytes(Bytes);
}
