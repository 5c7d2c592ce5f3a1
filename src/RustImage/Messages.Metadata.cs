namespace RustImage;

/// <summary>5030 to 5040: the metadata that build servers give an image.</summary>
internal static partial class Messages
{
    private const string MetadataAdvice = "or set ContainerMetadataFile to a file that fits, or to 'none' to do without";

    public static Diagnostic MetadataFileUnreadable(string path, string reason) => new("RIMG5030",
        $"The metadata file '{path}' can't be read ({reason.TrimEnd('.')}): "
        + $"check that an earlier step of the job writes it there, {MetadataAdvice}.");

    public static Diagnostic BadMetadata(string source, string reason) => new("RIMG5031",
        $"'{source}' is not metadata of an image: {reason.TrimEnd('.')}. "
        + $"Use docker/metadata-action's 'json' output or its bake file (JSON), {MetadataAdvice}.");

    public static Diagnostic SeveralBakeTargets(string source, IEnumerable<string> targets) => new("RIMG5032",
        $"The bake file '{source}' has the targets {List(targets)}, but none is called 'docker-metadata-action': "
        + $"keep one target in it, {MetadataAdvice}.");

    public static Diagnostic BadMetadataLabel(string source, string line) => new("RIMG5033",
        $"'{source}' has the line '{line}', which is not a label: write 'key=value' in each line. "
        + $"A value of several lines needs DOCKER_METADATA_OUTPUT_JSON; {MetadataAdvice}.");

    public static Diagnostic BadMetadataAnnotation(string source, string text, string reason) => new("RIMG5034",
        $"'{source}' has the annotation '{text}', which {reason}: write 'key=value' or 'level:key=value' with the levels manifest, "
        + $"manifest[linux/amd64], manifest-descriptor, index, index-descriptor, {MetadataAdvice}.");

    public static Diagnostic BadMetadataTag(string source, string tag) => new("RIMG5035",
        $"'{source}' has the tag '{tag}', which registries refuse: write a name with a tag, such as ghcr.io/team/hello:1.2, in lower case "
        + $"before the tag, or a tag alone, {MetadataAdvice}.");

    public static Diagnostic BareTagBesideNames(string source, string tag, string name) => new("RIMG5036",
        $"'{source}' has the tag '{tag}' without a name beside the name '{name}', so its image is unknown: "
        + $"write each tag with the name of its image, or all of them without, {MetadataAdvice}.");

    public static Diagnostic NoRevision(string directory) => new("RIMG5037",
        $"PublishRepositoryUrl is true, but neither the variables of a build server nor Git in '{directory}' name a commit, so the image "
        + $"has no revision: build in a checkout that Git can read, or set the revision with a ContainerLabel item.");
}
