namespace RustImage.Images;

/// <summary>Collects labels or annotations, whose items have a key and a value.</summary>
internal static class KeyValueItems
{
    /// <param name="item">The name of an item for messages: ContainerLabel, ContainerAnnotation.</param>
    /// <param name="pairs">The same pair may occur twice.</param>
    /// <returns>Sorted by key (ordinal).</returns>
    /// <exception cref="RustImageException">
    /// RIMG5008: a key is empty. RIMG5009: a key has spaces or control characters. RIMG5010: one key has two values.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Collect(string item, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (string.IsNullOrWhiteSpace(key))
                throw Messages.NoKey(item, value).ToException();
            if (key.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
                throw Messages.BadKey(item, key).ToException();
            if (!values.TryAdd(key, value) && values[key] != value)
                throw Messages.KeyTakenTwice(item, key, values[key], value).ToException();
        }
        return values;
    }
}
