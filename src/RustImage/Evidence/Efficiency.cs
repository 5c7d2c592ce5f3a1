namespace RustImage.Evidence;

/// <summary>How much of what the layers hold a container sees, as dive computes it (github.com/wagoodman/dive, dive/filetree/efficiency.go).</summary>
/// <param name="Score">The bytes of each path's smallest version, divided by those of all its versions: 1 where no layer replaces a file of another.</param>
/// <param name="WastedBytes">The difference of the two.</param>
/// <param name="Wasted">The paths that make it up, the largest first.</param>
public sealed record Efficiency(double Score, long WastedBytes, IReadOnlyList<WastedPath> Wasted)
{
    /// <param name="files">Of all layers; directories and links have no bytes.</param>
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

/// <param name="Bytes">Of the versions that nobody needs.</param>
/// <param name="Layers">How many layers hold it.</param>
public sealed record WastedPath(string Path, long Bytes, int Layers);
