using System.Text.RegularExpressions;

namespace RustImage.Metadata;

/// <summary>An annotation with the part of the image that it belongs to.</summary>
/// <param name="Level">"manifest", "index", "manifest-descriptor" or "index-descriptor".</param>
/// <param name="Platform">The only platform that it is for: "linux/amd64". Null: all platforms.</param>
internal sealed partial record MetadataAnnotation(string Level, string? Platform, string Key, string Value)
{
    /// <summary>The level of an annotation without one.</summary>
    public const string DefaultLevel = "manifest";

    /// <summary>
    /// Parses an annotation in the form of docker buildx, <c>level[platform],…:key=value</c>
    /// (docs.docker.com/reference/cli/docker/buildx/build, "--annotation"). A value may be any text; a key has no colon.
    /// </summary>
    /// <param name="source">The name of the file or variable for messages.</param>
    /// <returns>One annotation for each level.</returns>
    /// <exception cref="RustImageException">RIMG5034: the form or the level is unknown.</exception>
    public static IReadOnlyList<MetadataAnnotation> Parse(string text, string source)
    {
        if (text.Split('=', 2) is not [var front, var value])
            throw Messages.BadMetadataAnnotation(source, text, "has no '='").ToException();
        var (levels, key) = front.Split(':', 2) is [var named, var rest] ? (named.Split(','), rest) : ([DefaultLevel], front);
        if (key.Length == 0)
            throw Messages.BadMetadataAnnotation(source, text, "has no key").ToException();
        return [.. levels.Select(l => Of(LevelForm().Match(l), l))];

        MetadataAnnotation Of(Match level, string name) => level.Success
            ? new(level.Groups[1].Value, level.Groups[2].Success ? level.Groups[2].Value : null, key, value)
            : throw Messages.BadMetadataAnnotation(source, text, $"has the level '{name}'").ToException();
    }

    public bool IsFor(Platform platform) => Platform is null
        || Platform == $"linux/{platform.OciArchitecture}"
        || Platform == $"linux/{platform.OciArchitecture}/{platform.OciVariant ?? DefaultVariant(platform)}";

    /// <summary>
    /// Gives the variant that a platform has without naming it: tools write <c>linux/arm64</c> and <c>linux/arm64/v8</c> for the same.
    /// </summary>
    private static string? DefaultVariant(Platform platform) => platform.OciArchitecture == "arm64" ? "v8" : null;

    /// <summary>Matches a level. Only the levels of manifests take a platform, since an index is for all platforms.</summary>
    [GeneratedRegex(@"^(manifest(?:-descriptor)?|index(?:-descriptor)?\z)(?:\[([A-Za-z0-9_/.-]+)\])?\z")]
    private static partial Regex LevelForm();
}
