namespace RustImage.Evidence;

/// <summary>
/// How many bytes of the layers a container can see, computed as dive does (github.com/wagoodman/dive,
/// dive/filetree/efficiency.go).
/// </summary>
/// <param name="Score">
/// For each path, the smallest of its versions counts: the sum of these, divided by the sum of all versions. It is 1 where no layer
/// replaces a file of another.
/// </param>
/// <param name="WastedBytes">The difference of the two sums.</param>
/// <param name="Wasted">The paths with several versions, those with the most bytes first.</param>
internal sealed record Efficiency(double Score, long WastedBytes, IReadOnlyList<WastedPath> Wasted)
{
    /// <param name="files">The entries of all layers. Directories and links have no bytes.</param>
    public static Efficiency Of(IReadOnlyList<ReportedFile> files)
    {
        var paths = files.GroupBy(e => e.Path, StringComparer.Ordinal)
            .Select(g => (Path: g.Key, Smallest: g.Min(e => e.Size), All: g.Sum(e => e.Size), Layers: g.Count())).ToList();
        var (smallest, all) = (paths.Sum(p => p.Smallest), paths.Sum(p => p.All));
        var wasted = paths.Where(p => p.All > p.Smallest).Select(p => new WastedPath(p.Path, p.All - p.Smallest, p.Layers));
        return new(
            all == 0 ? 1 : (double)smallest / all, all - smallest,
            [.. wasted.OrderByDescending(w => w.Bytes).ThenBy(w => w.Path, StringComparer.Ordinal)]);
    }
}

/// <summary>A path that several layers have.</summary>
/// <param name="Bytes">The size of all versions but the smallest.</param>
/// <param name="Layers">The number of layers that have the path.</param>
internal sealed record WastedPath(string Path, long Bytes, int Layers);
