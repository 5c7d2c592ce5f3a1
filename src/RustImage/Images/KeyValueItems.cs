namespace RustImage.Images;

/// <summary>Labels and annotations as a project gives them: keys, each with one value.</summary>
public static class KeyValueItems
{
    /// <param name="item">What the messages call a pair: ContainerLabel, ContainerAnnotation.</param>
    /// <param name="pairs">Values may be any text. The same pair may come twice.</param>
    /// <returns>Ordinal by key.</returns>
    /// <exception cref="RustImageException">RIMG5008: no key. RIMG5009: a key with spaces or control characters. RIMG5010: one key with two values.</exception>
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
