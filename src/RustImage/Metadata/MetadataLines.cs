namespace RustImage.Metadata;

/// <summary>
/// Parses the lists of docker/metadata-action: one item a line, without quotes. Everything after the first <c>=</c> is the value.
/// </summary>
internal static class MetadataLines
{
    public static IReadOnlyList<MetadataTag> Tags(string? text, string source) =>
        MetadataTag.ParseAll(Lines(text).Select(l => l.TrimEnd()), source);

    /// <exception cref="RustImageException">RIMG5033: a line has no key or no <c>=</c>.</exception>
    public static IReadOnlyDictionary<string, string> Labels(string? text, string source)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines(text))
        {
            if (line.Split('=', 2) is not [{ Length: > 0 } key, var value])
                throw Messages.BadMetadataLabel(source, line).ToException();
            labels[key] = value;
        }
        return labels;
    }

    public static IReadOnlyList<MetadataAnnotation> Annotations(string? text, string source) =>
        [.. Lines(text).SelectMany(l => MetadataAnnotation.Parse(l, source))];

    /// <summary>
    /// Splits a list. People who write such a variable by hand may indent its lines. Spaces at the end belong to the value.
    /// </summary>
    private static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split('\n').Select(l => l.TrimEnd('\r').TrimStart()).Where(l => l.Length > 0);
}
