namespace RustImage.Layers;

/// <summary>A layer as a container is built from it: not compressed, and not on disk either, since its plan tells how to write it again.</summary>
/// <param name="DiffId">Of the tar: what the configuration names.</param>
/// <param name="Size">Of the tar, in bytes.</param>
public sealed record TarLayer(string Title, Digest DiffId, long Size)
{
    /// <summary>One cheap pass over the files: hashing is fifty times faster than compression.</summary>
    public static TarLayer Of(PlannedLayer plan, CancellationToken cancellation = default) => Of(plan, null, cancellation);

    /// <param name="written">Told the digest of each file's content.</param>
    /// <inheritdoc cref="Of(PlannedLayer, CancellationToken)"/>
    public static TarLayer Of(PlannedLayer plan, Action<FileEntry, Digest>? written, CancellationToken cancellation = default)
    {
        using var hash = new HashingStream(Stream.Null, cancellation);
        LayerTar.Write(hash, plan.Entries, written);
        return new TarLayer(plan.Title, hash.Digest(), hash.Count);
    }

    /// <inheritdoc cref="Of(PlannedLayer, CancellationToken)"/>
    public static async Task<IReadOnlyList<TarLayer>> OfAllAsync(IReadOnlyList<PlannedLayer> plans, CancellationToken cancellation = default) =>
        await Task.WhenAll(plans.Select(p => Task.Run(() => Of(p, cancellation), cancellation))).ConfigureAwait(false);

    /// <summary>Writes the tar, whose plan this layer is of.</summary>
    /// <exception cref="RustImageException">RIMG4006: a file has changed since, and what was written is worth nothing.</exception>
    public void Write(PlannedLayer plan, Stream output, CancellationToken cancellation = default)
    {
        using var tar = new HashingStream(output, cancellation);
        LayerTar.Write(tar, plan.Entries);
        if (tar.Digest() != DiffId)
            throw Messages.LayerChanged(Title).ToException();
    }
}
