namespace RustImage.Layers;

/// <summary>Makes layers out of plans, each only once per machine: the cache knows a layer by its tar's content.</summary>
public sealed class LayerBuilder(BlobCache cache)
{
    /// <summary>Builds all layers, in the order given; those that are new are compressed on all cores.</summary>
    public async Task<IReadOnlyList<BuiltLayer>> BuildAsync(IReadOnlyList<PlannedLayer> layers, CancellationToken cancellation = default) =>
        await Task.WhenAll(layers.Select(l => Task.Run(() => Build(l, cancellation), cancellation))).ConfigureAwait(false);

    private BuiltLayer Build(PlannedLayer layer, CancellationToken cancellation)
    {
        var diffId = DiffIdOf(layer, cancellation);
        var blob = cache.Find(diffId) ?? Compress(layer, diffId, cancellation);
        return new BuiltLayer(layer.Title, blob.Digest, diffId, blob.Size, blob.Path, [.. layer.Entries.Select(LayerContent.Of)]);
    }

    /// <summary>One cheap pass (hashing is fifty times faster than compression) that tells whether the expensive one is needed.</summary>
    private static Digest DiffIdOf(PlannedLayer layer, CancellationToken cancellation)
    {
        using var hash = new HashingStream(Stream.Null, cancellation);
        LayerTar.Write(hash, layer.Entries);
        return hash.Digest();
    }

    private CachedBlob Compress(PlannedLayer layer, Digest diffId, CancellationToken cancellation) => cache.Add(diffId, file =>
    {
        using var compressed = new HashingStream(file);
        using (var gzip = Gzip.Compressor(compressed))
        using (var tar = new HashingStream(gzip, cancellation))
        {
            LayerTar.Write(tar, layer.Entries);
            if (tar.Digest() != diffId)
                throw Messages.LayerChanged(layer.Title).ToException();
        }
        return compressed.Digest();
    });
}
