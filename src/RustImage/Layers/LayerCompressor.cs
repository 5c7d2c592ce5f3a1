namespace RustImage.Layers;

/// <summary>
/// Compresses layers. The cache knows a layer by the compressor and its diffID, so a machine compresses each layer only once.
/// </summary>
internal sealed class LayerCompressor(BlobCache cache, GzipCompressor gzip)
{
    /// <summary>Compresses the layers that the cache lacks, in parallel.</summary>
    /// <returns>All layers, in the order in which they were given.</returns>
    /// <exception cref="RustImageException">RIMG4006: a file has changed since the digest of its layer was taken.</exception>
    public async Task<IReadOnlyList<CompressedLayer>> CompressAsync(
        IReadOnlyList<Layer> layers, CancellationToken cancellation = default) =>
        await Task.WhenAll(layers.Select(l => Task.Run(() => Compress(l, cancellation), cancellation))).ConfigureAwait(false);

    private CompressedLayer Compress(Layer layer, CancellationToken cancellation)
    {
        var blob = cache.Find(layer.DiffId, gzip.Name) ?? cache.Add(
            layer.DiffId, gzip.Name, file => gzip.Compress(tar => layer.WriteTar(tar, cancellation), file, cancellation));
        return new CompressedLayer(layer, blob.Digest, blob.Size, LayerFormat.Gzip, blob.Path) { Compressor = gzip.Name };
    }
}
