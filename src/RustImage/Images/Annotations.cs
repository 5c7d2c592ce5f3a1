namespace RustImage.Images;

/// <summary>The annotations that the project sets (image-spec, annotations.md).</summary>
/// <param name="Manifest">The annotations of the image's manifest.</param>
/// <param name="Index">The annotations of the index over several platforms. An image without an index does not write them.</param>
internal sealed record Annotations(IReadOnlyDictionary<string, string> Manifest, IReadOnlyDictionary<string, string> Index)
{
    private const string Item = "ContainerAnnotation";

    public static Annotations None { get; } = Create([]);

    /// <param name="items">Key, value and level of each item. An empty level means the manifest.</param>
    /// <exception cref="RustImageException">
    /// RIMG5008 to RIMG5010: a key is invalid, or has two values. RIMG5011: a level is unknown.
    /// </exception>
    public static Annotations Create(IReadOnlyList<(string Key, string Value, string Level)> items)
    {
        if (items.Where(i => i.Level is not ("" or "manifest" or "index")).Take(1).ToList() is [var bad])
            throw Messages.BadAnnotationLevel(bad.Key, bad.Level).ToException();
        return new Annotations(Of(items, isIndex: false), Of(items, isIndex: true));
    }

    /// <summary>
    /// Adds the annotations of the CI metadata whose keys the project does not set. Those of levels other than manifest and index are left
    /// out, since they belong to descriptors of an index.
    /// </summary>
    /// <param name="metadata">Keys and values by level.</param>
    /// <exception cref="RustImageException">RIMG5009: a key with spaces or control characters.</exception>
    public Annotations Over(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> metadata)
    {
        return new(Both("manifest", Manifest), Both("index", Index));

        IReadOnlyDictionary<string, string> Both(string level, IReadOnlyDictionary<string, string> own)
        {
            var others = metadata.TryGetValue(level, out var given) ? given.Where(a => !own.ContainsKey(a.Key)) : [];
            return KeyValueItems.Collect("an annotation of the CI metadata", own.Concat(others));
        }
    }

    /// <summary>Joins the annotations of the index that each platform sets. Where two differ, the first platform counts.</summary>
    public static IReadOnlyDictionary<string, string> JoinIndex(IEnumerable<Annotations> platforms) =>
        platforms.SelectMany(p => p.Index).DistinctBy(a => a.Key, StringComparer.Ordinal).OrderBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> Of(IEnumerable<(string Key, string Value, string Level)> items, bool isIndex) =>
        KeyValueItems.Collect(Item, items.Where(i => i.Level == "index" == isIndex).Select(i => KeyValuePair.Create(i.Key, i.Value)));
}
