using RustImage.Layers;

namespace RustImage.Image;

/// <summary>A whole image: manifest, configuration and layers, each known by its digest. Outputs write it; nothing after this changes a byte.</summary>
public sealed record ContainerImage(ImageReference Reference, Blob Manifest, Blob Config, IReadOnlyList<BuiltLayer> Layers)
{
    /// <summary>The manifest's digest: what a registry knows the image by.</summary>
    public Digest Digest => Manifest.Digest;

    public static ContainerImage Create(ImageReference reference, ImageSettings settings, IReadOnlyList<BuiltLayer> layers)
    {
        var config = new Blob(ImageConfig.MediaType, ImageConfig.Write(settings, layers));
        var manifest = new Blob(ImageManifest.MediaType, ImageManifest.Write(config, layers));
        return new ContainerImage(reference, manifest, config, layers);
    }
}

/// <summary>A small blob that is held in memory.</summary>
public sealed record Blob(string MediaType, byte[] Bytes)
{
    public Digest Digest { get; } = Digest.OfBytes(Bytes);
}
