using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>An image: what it is called, how a container of it starts, and its layers. An engine of this machine needs no more.</summary>
/// <param name="References">Where it goes and what it is called there; at least one.</param>
/// <param name="Config">The configuration (image-spec, config.md), of the same layers.</param>
/// <param name="Layers">The lowest first; the base's are below the image's own.</param>
public sealed record Image(IReadOnlyList<ImageReference> References, Blob Config, IReadOnlyList<Layer> Layers)
{
    /// <summary>Every name that the image has; the first is the main one.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <param name="layers">The image's own.</param>
    /// <param name="base">What the image is built on; null for nothing.</param>
    /// <exception cref="RustImageException">RIMG5127: the base has no valid configuration. RIMG5128: there are too many layers.</exception>
    public static Image Create(
        IReadOnlyList<ImageReference> references, ImageSettings settings, IReadOnlyList<Layer> layers, BaseImage? @base = null) =>
        new(references, ImageConfig.Create(settings, layers, @base), [.. (@base?.Layers ?? []).Select(l => l.Layer), .. layers]);

    /// <summary>Adds what a registry needs: the compressed layers, and the manifest that names them.</summary>
    /// <param name="layers">The image's own, compressed, in their order.</param>
    /// <param name="annotations">Of the manifest; null for none.</param>
    /// <param name="base">The one that the image was created on.</param>
    public CompressedImage Compressed(
        IReadOnlyList<CompressedLayer> layers, IReadOnlyDictionary<string, string>? annotations = null, BaseImage? @base = null)
    {
        IReadOnlyList<CompressedLayer> all = [.. @base?.Layers ?? [], .. layers];
        var manifest = ImageManifest.Write(Config, all, annotations ?? Annotations.None.Manifest);
        return new(References, new Blob(ImageManifest.MediaType, manifest), Config, all) { Base = @base?.Repository };
    }
}
