using RustImage.Layers;

namespace RustImage.Outputs.Engines;

/// <summary>Finds the layers of an image that an engine has already.</summary>
internal static class LayerReuse
{
    /// <summary>Finds the layers that Docker has: the longest start of the image that one of Docker's images shares.</summary>
    /// <remarks>
    /// Docker knows a layer only together with those below it (by the chain ID of image-spec, config.md). It does not open the file of a
    /// layer that it has (moby, image/tarexport/load.go).
    /// </remarks>
    /// <param name="known">The diffIDs of each image in the engine.</param>
    public static IReadOnlySet<Digest> FindStart(IReadOnlyList<Layer> layers, IReadOnlyList<IReadOnlyList<Digest>> known)
    {
        var length = known.Select(k => k.Zip(layers).TakeWhile(p => p.First == p.Second.DiffId).Count()).DefaultIfEmpty().Max();
        var beginning = layers.Take(length).Select(l => l.DiffId).ToHashSet();
        // The image may repeat a layer. The second copy has another chain ID, so Docker needs the file.
        beginning.ExceptWith(layers.Skip(length).Select(l => l.DiffId));
        return beginning;
    }

    /// <summary>Finds the layers that Podman has in any of its images (containers/image, storage: TryReusingBlob).</summary>
    /// <inheritdoc cref="FindStart"/>
    public static IReadOnlySet<Digest> FindAnywhere(IReadOnlyList<Layer> layers, IReadOnlyList<IReadOnlyList<Digest>> known)
    {
        var all = known.SelectMany(k => k).ToHashSet();
        return layers.Select(l => l.DiffId).Where(all.Contains).ToHashSet();
    }

    /// <returns>The number and size of the layers that were not left out.</returns>
    public static LoadResult CountSent(IReadOnlyList<Layer> layers, IReadOnlySet<Digest> leftOut)
    {
        var sent = layers.DistinctBy(l => l.DiffId).Where(l => !leftOut.Contains(l.DiffId)).ToList();
        return new LoadResult(sent.Count, sent.Sum(l => l.Size));
    }
}
