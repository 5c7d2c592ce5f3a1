using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>An image at its source.</summary>
/// <param name="Digest">
/// The digest that the name leads to: that of an index or a manifest; without a manifest, that of the configuration.
/// </param>
/// <param name="Config">The configuration, whose digest was verified.</param>
/// <param name="Layers">The lowest layer first.</param>
/// <param name="DiffIds">The digests of the layers' tars from the configuration, in the same order.</param>
internal sealed record SourceImage(Digest Digest, byte[] Config, IReadOnlyList<Descriptor> Layers, IReadOnlyList<Digest> DiffIds)
{
    /// <param name="name">The base image's name for messages.</param>
    /// <param name="layers">Returns the layers, given the diffIDs of the configuration.</param>
    /// <exception cref="RustImageException">
    /// RIMG5103: the image is for another platform. RIMG5104: the configuration is invalid, or has another number of layers.
    /// </exception>
    public static SourceImage Create(
        string name, Digest digest, byte[] config, Platform platform, Func<IReadOnlyList<Digest>, IReadOnlyList<Descriptor>> layers)
    {
        var (own, diffIds) = Read(name, config);
        if (!own.Fits(platform))
            throw Messages.NoBaseForPlatform(name, platform, PlatformImage.Names([own])).ToException();
        var image = new SourceImage(digest, config, layers(diffIds), diffIds);
        return image.Layers.Count == diffIds.Count ? image
            : throw Messages.UnusableBase(
                name, $"it has {image.Layers.Count} layers, but its configuration names {diffIds.Count}").ToException();
    }

    private static (PlatformImage Platform, IReadOnlyList<Digest> DiffIds) Read(string name, byte[] config) => ForeignJson.Read(
        config,
        json => (
            PlatformImage.Of(json, Digest.OfBytes(config)),
            (IReadOnlyList<Digest>)[.. json["rootfs"].Required("diff_ids").Items().Select(i => i.Digest())]),
        e => Messages.UnusableBase(name, $"its configuration is invalid: {e.Message}"));
}
