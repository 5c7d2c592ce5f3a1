namespace RustImage.Metadata;

/// <summary>
/// The variables that docker/metadata-action exports for later steps of a job. They are read as they are: MSBuild's properties would
/// divide at <c>;</c> and decode <c>%XX</c>.
/// </summary>
public static class MetadataEnvironment
{
    private const string Prefix = "DOCKER_METADATA_OUTPUT_";

    private static readonly string[] BakeFileParts = ["BAKE_FILE_TAGS", "BAKE_FILE_LABELS", "BAKE_FILE_ANNOTATIONS"];

    /// <summary>The first of these forms that is there: all as JSON, lists of lines, a bake file, bake files for each part.</summary>
    /// <param name="environment">A variable's value by its name; null or empty where it is not set.</param>
    /// <exception cref="RustImageException">RIMG5030 to RIMG5036.</exception>
    public static ImageMetadata Read(Func<string, string?> environment)
    {
        if (Value("JSON") is { } json)
            return MetadataFile.Parse(json, Prefix + "JSON");
        if ((Value("TAGS") ?? Value("TAG_NAMES") ?? Value("LABELS") ?? Value("ANNOTATIONS")) is not null)
        {
            return new()
            {
                Tags = Value("TAGS") is { } tags ? MetadataLines.Tags(tags, Prefix + "TAGS") : MetadataLines.Tags(Value("TAG_NAMES"), Prefix + "TAG_NAMES"),
                Labels = MetadataLines.Labels(Value("LABELS"), Prefix + "LABELS"),
                Annotations = MetadataLines.Annotations(Value("ANNOTATIONS"), Prefix + "ANNOTATIONS"),
            };
        }
        return Value("BAKE_FILE") is { } file
            ? MetadataFile.Read(file)
            : BakeFileParts.Select(Value).OfType<string>().Aggregate(ImageMetadata.Empty, (all, path) => all.With(MetadataFile.Read(path)));

        string? Value(string name) => environment(Prefix + name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }
}
