namespace RustImage.Images;

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

    /// <summary>These, and of CI's metadata what they leave out. An image alone has no place for descriptors' annotations.</summary>
    /// <param name="metadata">Key and value by level.</param>
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

    private static IReadOnlyDictionary<string, string> Of(IEnumerable<(string Key, string Value, string Level)> items, bool isIndex) =>
        KeyValueItems.Collect(Item, items.Where(i => i.Level == "index" == isIndex).Select(i => KeyValuePair.Create(i.Key, i.Value)));
}
