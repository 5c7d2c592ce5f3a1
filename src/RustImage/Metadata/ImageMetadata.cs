using System.Globalization;

namespace RustImage.Metadata;

/// <summary>Names, labels and annotations of an image, from a build server or a file that it wrote.</summary>
internal sealed record ImageMetadata
{
    /// <summary>The key of the creation time (image-spec, annotations.md).</summary>
    private const string CreatedKey = "org.opencontainers.image.created";

    public static ImageMetadata Empty { get; } = new();

    /// <summary>The names in their order; the first one is the main name. Empty where the metadata names no image.</summary>
    public IReadOnlyList<MetadataTag> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The annotations in their order. The last one of the same level, platform and key wins.</summary>
    public IReadOnlyList<MetadataAnnotation> Annotations { get; init; } = [];

    /// <summary>Reads the file that the project names, else the environment variables.</summary>
    /// <param name="file">A full path; null to read the environment.</param>
    /// <exception cref="RustImageException">RIMG5030 to RIMG5036.</exception>
    public static ImageMetadata Read(string? file, Func<string, string?> environment) =>
        file is not null ? MetadataFile.Read(file) : MetadataEnvironment.Read(environment);

    /// <summary>
    /// Replaces the creation time in labels and annotations: metadata-action writes the time at which it runs, which would change the
    /// digest with each run.
    /// </summary>
    public ImageMetadata WithTime(DateTimeOffset time)
    {
        var text = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return this with
        {
            Labels = Labels.ToDictionary(l => l.Key, l => l.Key == CreatedKey ? text : l.Value, StringComparer.Ordinal),
            Annotations = [.. Annotations.Select(a => a.Key == CreatedKey ? a with { Value = text } : a)],
        };
    }

    /// <summary>Selects the annotations for a platform.</summary>
    /// <returns>From the level to its keys and values.</returns>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AnnotationsFor(Platform platform)
    {
        var levels = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var level in Annotations.Where(a => a.IsFor(platform)).GroupBy(a => a.Level))
        {
            var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
            // Annotations for this platform alone come last, so that they win. The sort is stable.
            foreach (var annotation in level.OrderBy(a => a.Platform is not null))
                pairs[annotation.Key] = annotation.Value;
            levels[level.Key] = pairs;
        }
        return levels;
    }

    /// <summary>Joins two sets of metadata. Where both have a label, the label of <paramref name="other"/> wins.</summary>
    public ImageMetadata With(ImageMetadata other)
    {
        var labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (key, value) in other.Labels)
            labels[key] = value;
        return new() { Tags = [.. Tags, .. other.Tags], Labels = labels, Annotations = [.. Annotations, .. other.Annotations] };
    }
}
