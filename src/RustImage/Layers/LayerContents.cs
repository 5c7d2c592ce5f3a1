namespace RustImage.Layers;

/// <summary>What one layer holds, for reports.</summary>
/// <param name="Entries">In the tar's order.</param>
public sealed record LayerContents(string Title, IReadOnlyList<LayerContent> Entries);

/// <summary>A layer and what it holds, of one pass over its files.</summary>
public sealed record DescribedLayer(TarLayer Tar, LayerContents Contents)
{
    public static DescribedLayer Of(PlannedLayer plan, CancellationToken cancellation = default)
    {
        var digests = new Dictionary<string, Digest>(StringComparer.Ordinal);
        var tar = TarLayer.Of(plan, (file, digest) => digests[file.Path] = digest, cancellation);
        var entries = plan.Entries.Select(e => LayerContent.Of(e) with { Digest = digests.TryGetValue(e.Path, out var digest) ? digest : null });
        return new DescribedLayer(tar, new LayerContents(plan.Title, [.. entries]));
    }

    /// <inheritdoc cref="Of"/>
    public static async Task<IReadOnlyList<DescribedLayer>> OfAllAsync(IReadOnlyList<PlannedLayer> plans, CancellationToken cancellation = default) =>
        await Task.WhenAll(plans.Select(p => Task.Run(() => Of(p, cancellation), cancellation))).ConfigureAwait(false);
}
