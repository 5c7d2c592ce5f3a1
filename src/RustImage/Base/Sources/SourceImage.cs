using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>An image as its source has it.</summary>
/// <param name="Digest">Of what the name led to: an index, a manifest, or, where there is no manifest, the configuration.</param>
/// <param name="Config">The bytes, whose digest was checked.</param>
/// <param name="Layers">The lowest first.</param>
/// <param name="DiffIds">The configuration's, one for each layer.</param>
internal sealed record SourceImage(Digest Digest, byte[] Config, IReadOnlyList<Descriptor> Layers, IReadOnlyList<Digest> DiffIds)
{
    /// <param name="name">For messages.</param>
    /// <param name="layers">As its source has them, once the configuration says the digests of their tars.</param>
    /// <exception cref="RustImageException">RIMG5103: it is for another platform. RIMG5104: the configuration is none, or of another image.</exception>
    public static SourceImage Create(string name, Digest digest, byte[] config, Platform platform, Func<IReadOnlyList<Digest>, IReadOnlyList<Descriptor>> layers)
    {
        var (own, diffIds) = Read(name, config);
        if (!own.Fits(platform))
            throw Messages.NoBaseForPlatform(name, platform, PlatformImage.Names([own])).ToException();
        var image = new SourceImage(digest, config, layers(diffIds), diffIds);
        return image.Layers.Count == diffIds.Count ? image
            : throw Messages.UnusableBase(name, $"it has {image.Layers.Count} layers, and its configuration says {diffIds.Count}").ToException();
    }

    private static (PlatformImage Platform, IReadOnlyList<Digest> DiffIds) Read(string name, byte[] config) => ForeignJson.Read(
        config,
        json => (
            PlatformImage.Of(json, Digest.OfBytes(config)),
            (IReadOnlyList<Digest>)[.. json["rootfs"].Required("diff_ids").Items().Select(i => i.Digest())]),
        e => Messages.UnusableBase(name, $"its configuration is none: {e.Message}"));
}
