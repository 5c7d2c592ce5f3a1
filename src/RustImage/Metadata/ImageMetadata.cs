namespace RustImage.Metadata;

/// <summary>What a build server, or a file that it wrote, says of the image: names, labels and annotations.</summary>
public sealed record ImageMetadata
{
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

    /// <summary>Both; of one label the other's counts.</summary>
    public ImageMetadata With(ImageMetadata other)
    {
        var labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (key, value) in other.Labels)
            labels[key] = value;
        return new() { Tags = [.. Tags, .. other.Tags], Labels = labels, Annotations = [.. Annotations, .. other.Annotations] };
    }
}
