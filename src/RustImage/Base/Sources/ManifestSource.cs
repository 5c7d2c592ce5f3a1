using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>A source with manifests: a registry or an OCI layout.</summary>
/// <param name="reference">The reference that messages name.</param>
internal abstract class ManifestSource(BaseReference reference) : IBaseSource
{
    /// <summary>How deep indices may contain indices. One in another is rare already.</summary>
    private const int MostIndices = 3;

    /// <summary>The size of the largest configuration, in bytes. Registries allow manifests of this size.</summary>
    private const int MostConfig = 4 << 20;

    public async Task<SourceImage> FindAsync(Digest? digest, Platform platform, CancellationToken cancellation)
    {
        var bytes = await GetManifestAsync(digest, cancellation).ConfigureAwait(false);
        var found = Digest.OfBytes(bytes);
        var manifest = ManifestDocument.Read(bytes, reference.Name);
        for (var depth = 0; manifest.Images is { } images; depth++)
        {
            var image = PlatformImage.Choose(images, platform);
            if (image is null || depth == MostIndices)
                throw Messages.NoBaseForPlatform(reference.Name, platform, PlatformImage.Names(images)).ToException();
            manifest = ManifestDocument.Read(await GetManifestAsync(image.Digest, cancellation).ConfigureAwait(false), reference.Name);
        }
        var config = await GetConfigAsync(manifest.Config!, cancellation).ConfigureAwait(false);
        return SourceImage.Create(reference.Name, found, config, platform, _ => manifest.Layers);
    }

    public abstract Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation);

    public virtual void Dispose()
    {
    }

    /// <param name="digest">Null for the manifest that the name leads to.</param>
    /// <returns>The bytes, whose digest is verified.</returns>
    /// <exception cref="RustImageException">RIMG5102: the manifest is missing.</exception>
    protected abstract Task<byte[]> GetManifestAsync(Digest? digest, CancellationToken cancellation);

    /// <summary>Gets a configuration, and verifies its digest.</summary>
    protected virtual async Task<byte[]> GetConfigAsync(Descriptor config, CancellationToken cancellation)
    {
        if (config.Size > MostConfig)
            throw Messages.UnusableBase(reference.Name, $"its configuration has {config.Size} bytes").ToException();
        using var bytes = new MemoryStream();
        await CopyAsync(config, bytes, null, cancellation).ConfigureAwait(false);
        return bytes.ToArray();
    }
}
