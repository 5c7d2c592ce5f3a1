namespace RustImage.Layers;

/// <summary>Compresses layers, each only once per machine: the cache knows a layer by its tar's digest.</summary>
public sealed class LayerCompressor(BlobCache cache)
{
    /// <summary>Those that are new are compressed on all cores.</summary>
    /// <param name="plans">How to write the layers, in the same order.</param>
    /// <exception cref="RustImageException">RIMG4006: a file has changed since the layer was described.</exception>
    public async Task<IReadOnlyList<BuiltLayer>> CompressAsync(
        IReadOnlyList<TarLayer> layers, IReadOnlyList<PlannedLayer> plans, CancellationToken cancellation = default) =>
        await Task.WhenAll(layers.Zip(plans, (l, p) => Task.Run(() => Compress(l, p, cancellation), cancellation))).ConfigureAwait(false);

    /// <summary>Describes and compresses in one go.</summary>
    public async Task<IReadOnlyList<BuiltLayer>> BuildAsync(IReadOnlyList<PlannedLayer> plans, CancellationToken cancellation = default) =>
        await CompressAsync(await TarLayer.OfAllAsync(plans, cancellation).ConfigureAwait(false), plans, cancellation).ConfigureAwait(false);

    private BuiltLayer Compress(TarLayer layer, PlannedLayer plan, CancellationToken cancellation)
    {
        var blob = cache.Find(layer.DiffId) ?? cache.Add(layer.DiffId, file =>
        {
            using var compressed = new HashingStream(file);
            using (var gzip = Gzip.Compressor(compressed))
                layer.Write(plan, gzip, cancellation);
            return compressed.Digest();
        });
        return new BuiltLayer(layer, blob.Digest, blob.Size, blob.Path);
    }
}
