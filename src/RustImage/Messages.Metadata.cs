namespace RustImage;

/// <summary>5030 to 5049: what build servers say of an image.</summary>
public static partial class Messages
{
    private const string MetadataAdvice = "or set ContainerMetadataFile to a file that fits, or to 'none' to do without";

    public static Diagnostic MetadataFileUnreadable(string path, string reason) => new("RIMG5030",
        $"The metadata file '{path}' can't be read ({reason.TrimEnd('.')}): check that an earlier step of the job wrote it there, {MetadataAdvice}.");

    public static Diagnostic BadMetadata(string source, string reason) => new("RIMG5031",
        $"'{source}' is no metadata of an image: {reason.TrimEnd('.')}. Take docker/metadata-action's 'json' output or its bake file (JSON), {MetadataAdvice}.");

    public static Diagnostic SeveralBakeTargets(string source, IEnumerable<string> targets) => new("RIMG5032",
        $"The bake file '{source}' has the targets {List(targets)}, and none is called 'docker-metadata-action': keep one target in it, {MetadataAdvice}.");

    public static Diagnostic BadMetadataLabel(string source, string line) => new("RIMG5033",
        $"'{source}' has the line '{line}', which is no label: each line takes 'key=value'. A value of several lines needs DOCKER_METADATA_OUTPUT_JSON; {MetadataAdvice}.");

    public static Diagnostic BadMetadataAnnotation(string source, string text, string reason) => new("RIMG5034",
        $"'{source}' has the annotation '{text}', which {reason}: it takes 'key=value' or 'level:key=value' with the levels manifest, manifest[linux/amd64], manifest-descriptor, index, index-descriptor, {MetadataAdvice}.");

    public static Diagnostic BadMetadataTag(string source, string tag) => new("RIMG5035",
        $"'{source}' names the image '{tag}', which registries refuse: it takes a name with a tag such as ghcr.io/team/hello:1.2, in lower case but for the tag, or a tag alone, {MetadataAdvice}.");

    public static Diagnostic BareTagBesideNames(string source, string tag, string name) => new("RIMG5036",
        $"'{source}' has the tag '{tag}' alone beside the name '{name}', so it can't be said where it goes: write each with its image, or all of them without, {MetadataAdvice}.");

    public static Diagnostic NoRevision(string directory) => new("RIMG5037",
        $"PublishRepositoryUrl is true, but neither this build server's variables nor git in '{directory}' name a commit, so the image does not tell its revision: build in a checkout that git may read, or set it with a ContainerLabel item.");
}
