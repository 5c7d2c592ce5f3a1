using RustImage.Base;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>An image before its layers are compressed. An engine on this machine can load it as it is.</summary>
/// <param name="References">The names of the image; at least one.</param>
/// <param name="Config">The configuration (image-spec, config.md), which names these layers.</param>
/// <param name="Layers">The lowest layer first. The layers of the base image are below those of the image.</param>
internal sealed record Image(IReadOnlyList<ImageReference> References, Blob Config, IReadOnlyList<Layer> Layers)
{
    /// <summary>All names of the image. The first is its main name.</summary>
    public IReadOnlyList<string> Names => [.. References.SelectMany(r => r.Names)];

    /// <param name="layers">The image's layers, without those of the base image.</param>
    /// <param name="base">The base image; null for none.</param>
    /// <exception cref="RustImageException">RIMG5127: the base has no valid configuration. RIMG5128: there are too many layers.</exception>
    public static Image Create(
        IReadOnlyList<ImageReference> references, ImageSettings settings, IReadOnlyList<Layer> layers, BaseImage? @base = null) =>
        new(references, ImageConfig.Create(settings, layers, @base), [.. (@base?.Layers ?? []).Select(l => l.Layer), .. layers]);

    /// <summary>Adds what a registry needs: the compressed layers, and the manifest that names them.</summary>
    /// <param name="layers">The image's compressed layers in the order of <see cref="Layers"/>, without those of the base image.</param>
    /// <param name="annotations">The annotations of the manifest; null for none.</param>
    /// <param name="base">The base image that <see cref="Create"/> got.</param>
    public CompressedImage Compressed(
        IReadOnlyList<CompressedLayer> layers, IReadOnlyDictionary<string, string>? annotations = null, BaseImage? @base = null)
    {
        IReadOnlyList<CompressedLayer> all = [.. @base?.Layers ?? [], .. layers];
        var manifest = ImageManifest.Write(Config, all, annotations ?? Annotations.None.Manifest);
        return new(References, new Blob(ImageManifest.MediaType, manifest), Config, all) { Base = @base?.Repository };
    }
}
