namespace RustImage.Metadata;

/// <summary>
/// Reads the environment variables that docker/metadata-action exports to later steps of a job. They are read directly, since MSBuild
/// properties would be split at <c>;</c> and have <c>%XX</c> decoded.
/// </summary>
internal static class MetadataEnvironment
{
    private const string Prefix = "DOCKER_METADATA_OUTPUT_";

    private static readonly string[] BakeFileParts = ["BAKE_FILE_TAGS", "BAKE_FILE_LABELS", "BAKE_FILE_ANNOTATIONS"];

    /// <summary>
    /// Reads the first of these forms that is set: one JSON text, lists of lines, one bake file, or a bake file for each part.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable; null or empty where it is not set.</param>
    /// <exception cref="RustImageException">RIMG5030 to RIMG5036.</exception>
    public static ImageMetadata Read(Func<string, string?> environment)
    {
        if (Value("JSON") is { } json)
            return MetadataFile.Parse(json, Prefix + "JSON");
        if ((Value("TAGS") ?? Value("TAG_NAMES") ?? Value("LABELS") ?? Value("ANNOTATIONS")) is not null)
        {
            return new()
            {
                Tags = Value("TAGS") is { } tags
                    ? MetadataLines.Tags(tags, Prefix + "TAGS")
                    : MetadataLines.Tags(Value("TAG_NAMES"), Prefix + "TAG_NAMES"),
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
