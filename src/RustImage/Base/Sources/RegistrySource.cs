using RustImage.Cache;
using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>
/// Pulls from a registry. Manifests and configurations are kept in the cache of this machine, so one with a known digest needs no
/// request.
/// </summary>
internal sealed class RegistrySource(RegistryReference reference, RegistrySettings settings, BlobCache cache) : ManifestSource(reference)
{
    private readonly Lazy<RegistryClient> _client = new(() => new RegistryClient(reference.Registry, settings));

    /// <summary>Asks the registry for the digest that the tag leads to now.</summary>
    /// <exception cref="RustImageException">RIMG5102: the tag is missing.</exception>
    public async Task<Digest> GetTodayAsync(CancellationToken cancellation) =>
        (await _client.Value.FindManifestAsync(reference.Repository, reference.Tag, cancellation).ConfigureAwait(false))?.Digest
            ?? throw NoTag();

    public override Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation) =>
        _client.Value.PullBlobAsync(reference.Repository, layer, destination, onBytes, cancellation);

    public override void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        base.Dispose();
    }

    protected override async Task<byte[]> GetManifestAsync(Digest? digest, CancellationToken cancellation)
    {
        if (digest is { } known && Cached(known) is { } cached)
            return cached;
        var name = digest?.ToString() ?? reference.Tag;
        var manifest = await _client.Value.PullManifestAsync(reference.Repository, name, cancellation).ConfigureAwait(false)
            ?? throw (digest is null ? NoTag() : Missing($"manifest {digest}"));
        return Keep(manifest.Bytes);
    }

    protected override async Task<byte[]> GetConfigAsync(Descriptor config, CancellationToken cancellation) =>
        Cached(config.Digest) ?? Keep(await base.GetConfigAsync(config, cancellation).ConfigureAwait(false));

    private byte[]? Cached(Digest digest)
    {
        var path = cache.PathOf(digest);
        if (!File.Exists(path) || File.ReadAllBytes(path) is var bytes && Digest.OfBytes(bytes) != digest)
            return null;
        CacheUse.Mark(path);
        return bytes;
    }

    private byte[] Keep(byte[] bytes)
    {
        AtomicFile.Write(cache.PathOf(Digest.OfBytes(bytes)), s => s.Write(bytes));
        return bytes;
    }

    private RustImageException NoTag() => Missing($"tag '{reference.Tag}'");

    private RustImageException Missing(string what) =>
        Messages.NoBase(reference.Name, $"the repository '{reference.Repository}' of '{reference.Registry}' has no {what}").ToException();
}
