namespace RustImage.Image;

/// <summary>What manifests say beside the configuration (image-spec, annotations.md).</summary>
/// <param name="Manifest">Of the image's manifest.</param>
/// <param name="Index">Of the index over the images of several platforms; an image alone has none.</param>
public sealed record Annotations(IReadOnlyDictionary<string, string> Manifest, IReadOnlyDictionary<string, string> Index)
{
    private const string Item = "ContainerAnnotation";

    public static Annotations None { get; } = Create([]);

    /// <param name="items">Key, value and level; an empty level is the manifest's.</param>
    /// <exception cref="RustImageException">RIMG5008 to RIMG5010: a key that is none, or has two values. RIMG5011: another level.</exception>
    public static Annotations Create(IReadOnlyList<(string Key, string Value, string Level)> items)
    {
        if (items.Where(i => i.Level is not ("" or "manifest" or "index")).Take(1).ToList() is [var bad])
            throw Messages.BadAnnotationLevel(bad.Key, bad.Level).ToException();
        return new Annotations(Of(items, isIndex: false), Of(items, isIndex: true));
    }

    /// <summary>These, and what CI says where they say nothing.</summary>
    /// <param name="metadata">By level; those of levels that no image of ours has are left out.</param>
    public Annotations Over(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> metadata) =>
        new(Over(Manifest, metadata.GetValueOrDefault("manifest")), Over(Index, metadata.GetValueOrDefault("index")));

    private static IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string>? metadata) =>
        metadata is null ? own : new SortedDictionary<string, string>(metadata.Concat(own).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value), StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> Of(IEnumerable<(string Key, string Value, string Level)> items, bool isIndex) =>
        NamedValues.Collect(Item, items.Where(i => i.Level == "index" == isIndex).Select(i => KeyValuePair.Create(i.Key, i.Value)));
}
