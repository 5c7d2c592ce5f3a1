using System.Text.RegularExpressions;

namespace RustImage.Metadata;

/// <summary>One name of the image, <c>ghcr.io/team/hello:1.2</c>, or a bare tag, <c>1.2</c>.</summary>
/// <param name="Registry">Null for a bare tag; docker.io where a name leaves it out, as for every tool that reads such names.</param>
/// <param name="Repository">Null for a bare tag.</param>
public sealed partial record MetadataTag(string? Registry, string? Repository, string Tag)
{
    private const string DockerHub = "docker.io";

    /// <param name="source">The file or variable, for messages.</param>
    /// <exception cref="RustImageException">RIMG5035: a name or tag that registries refuse; RIMG5036: bare tags beside names.</exception>
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

    /// <summary>Docker's rule (distribution/reference, splitDockerDomain); any other first part belongs to a repository of Docker Hub.</summary>
    private static bool IsHost(string part) =>
        part == "localhost" || part.IndexOfAny(['.', ':']) >= 0 || part.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex BareForm();

    [GeneratedRegex(@"^([a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*):([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127})\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?\z")]
    private static partial Regex HostForm();
}
