using System.Text.RegularExpressions;

namespace RustImage.Metadata;

/// <summary>A name of the image, <c>ghcr.io/team/hello:1.2</c>, or a tag without a repository, <c>1.2</c>.</summary>
/// <param name="Registry">Null for a tag without a repository. A name without a registry gets docker.io, as in other tools.</param>
/// <param name="Repository">Null for a tag without a repository.</param>
internal sealed partial record MetadataTag(string? Registry, string? Repository, string Tag)
{
    private const string DockerHub = "docker.io";

    /// <param name="source">The name of the file or variable for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG5035: registries would refuse a name or tag. RIMG5036: some tags have a repository, and others do not.
    /// </exception>
    public static IReadOnlyList<MetadataTag> ParseAll(IEnumerable<string> texts, string source)
    {
        List<MetadataTag> tags = [.. texts.Select(t => Parse(t, source)).Distinct()];
        return tags.Find(t => t.Repository is null) is { } bare && tags.Find(t => t.Repository is not null) is { } named
            ? throw Messages.BareTagBesideNames(source, bare.Tag, $"{named.Registry}/{named.Repository}:{named.Tag}").ToException()
            : tags;
    }

    private static MetadataTag Parse(string text, string source)
    {
        if (BareForm().IsMatch(text))
            return new(null, null, text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry = slash > 0 && IsHost(text[..slash]);
        var name = NameForm().Match(hasRegistry ? text[(slash + 1)..] : text);
        return name.Success && (!hasRegistry || HostForm().IsMatch(text[..slash]))
            ? new(hasRegistry ? text[..slash] : DockerHub, name.Groups[1].Value, name.Groups[2].Value)
            : throw Messages.BadMetadataTag(source, text).ToException();
    }

    /// <summary>
    /// Whether the first part of a name is a registry, by Docker's rule (distribution/reference, splitDockerDomain). Otherwise the name is
    /// a repository of Docker Hub.
    /// </summary>
    private static bool IsHost(string part) =>
        part == "localhost" || part.IndexOfAny(['.', ':']) >= 0 || part.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex BareForm();

    [GeneratedRegex(
        @"^([a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)"
        + @":([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127})\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(
        @"^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])"
        + @"(:[0-9]{1,5})?\z")]
    private static partial Regex HostForm();
}
