using System.Globalization;

namespace RustImage.Metadata;

/// <summary>What a build server, or a file that it wrote, says of the image: names, labels and annotations.</summary>
public sealed record ImageMetadata
{
    /// <summary>Of image-spec, annotations.md.</summary>
    private const string CreatedKey = "org.opencontainers.image.created";

    public static ImageMetadata Empty { get; } = new();

    /// <summary>In the order given; the first is the image's main name. None where the metadata names no image.</summary>
    public IReadOnlyList<MetadataTag> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>In the order given; the last of one level, platform and key counts.</summary>
    public IReadOnlyList<MetadataAnnotation> Annotations { get; init; } = [];

    /// <summary>Where the metadata is: a file that the project names, else the environment.</summary>
    /// <param name="file">A full path, or null.</param>
    /// <exception cref="RustImageException">RIMG5030 to RIMG5036.</exception>
    public static ImageMetadata Read(string? file, Func<string, string?> environment) =>
        file is not null ? MetadataFile.Read(file) : MetadataEnvironment.Read(environment);

    /// <summary>The same with another time wherever a label or an annotation says when the image was made: metadata-action writes the time at which it runs, which changes the digest.</summary>
    public ImageMetadata WithTime(DateTimeOffset time)
    {
        var text = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return this with
        {
            Labels = Labels.ToDictionary(l => l.Key, l => l.Key == CreatedKey ? text : l.Value, StringComparer.Ordinal),
            Annotations = [.. Annotations.Select(a => a.Key == CreatedKey ? a with { Value = text } : a)],
        };
    }

    /// <summary>Those for a platform: level, key and value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> AnnotationsFor(Platform platform)
    {
        var levels = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var level in Annotations.Where(a => a.IsFor(platform)).GroupBy(a => a.Level))
        {
            var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
            // Stable: what is for this platform alone comes last, and counts.
            foreach (var annotation in level.OrderBy(a => a.Platform is not null))
                pairs[annotation.Key] = annotation.Value;
            levels[level.Key] = pairs;
        }
        return levels;
    }

    /// <summary>Both; of one label the other's counts.</summary>
    public ImageMetadata With(ImageMetadata other)
    {
        var labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (key, value) in other.Labels)
            labels[key] = value;
        return new() { Tags = [.. Tags, .. other.Tags], Labels = labels, Annotations = [.. Annotations, .. other.Annotations] };
    }
}
