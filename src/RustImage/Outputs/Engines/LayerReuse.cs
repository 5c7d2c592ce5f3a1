using RustImage.Layers;

namespace RustImage.Outputs.Engines;

/// <summary>Which layers of an image an engine has already.</summary>
internal static class LayerReuse
{
    /// <summary>
    /// Docker knows a layer together with those below it (the chain id of image-spec, config.md), and does not open the file of one that it
    /// has (moby, image/tarexport/load.go): what it has of an image is the longest beginning that any of its images shares.
    /// </summary>
    /// <param name="known">The diffIDs of its images.</param>
    public static IReadOnlySet<Digest> Beginning(IReadOnlyList<Layer> layers, IReadOnlyList<IReadOnlyList<Digest>> known)
    {
        var length = known.Select(k => k.Zip(layers).TakeWhile(p => p.First == p.Second.DiffId).Count()).DefaultIfEmpty().Max();
        var beginning = layers.Take(length).Select(l => l.DiffId).ToHashSet();
        // A layer may be there twice, and its second copy has another chain.
        beginning.ExceptWith(layers.Skip(length).Select(l => l.DiffId));
        return beginning;
    }

    /// <summary>Podman takes a layer's content from wherever it has it (containers/image, storage: TryReusingBlob).</summary>
    /// <inheritdoc cref="Beginning"/>
    public static IReadOnlySet<Digest> Anywhere(IReadOnlyList<Layer> layers, IReadOnlyList<IReadOnlyList<Digest>> known)
    {
        var all = known.SelectMany(k => k).ToHashSet();
        return layers.Select(l => l.DiffId).Where(all.Contains).ToHashSet();
    }

    /// <returns>What sending the others came to.</returns>
    public static LoadResult Sent(IReadOnlyList<Layer> layers, IReadOnlySet<Digest> leftOut)
    {
        var sent = layers.DistinctBy(l => l.DiffId).Where(l => !leftOut.Contains(l.DiffId)).ToList();
        return new LoadResult(sent.Count, sent.Sum(l => l.Size));
    }
}
