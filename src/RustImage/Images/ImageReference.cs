using System.Text.RegularExpressions;
using RustImage.Http;
using RustImage.Registry;

namespace RustImage.Images;

/// <summary>The names that an image goes by: one repository, one or more tags.</summary>
/// <param name="Registry">"ghcr.io", "localhost:5000"; null for a local name.</param>
/// <param name="Repository">"team/hello" (distribution-spec, "Pulling manifests").</param>
/// <param name="Tags">At least one; the first is the image's main name.</param>
public sealed partial record ImageReference(string? Registry, string Repository, IReadOnlyList<string> Tags)
{
    /// <exception cref="RustImageException">RIMG5001, RIMG5002 or RIMG5005: a name or tag that registries refuse.</exception>
    public static ImageReference Create(string? registry, string repository, IReadOnlyList<string> tags)
    {
        if (registry is not null && !ReferenceGrammar.IsRegistry(registry))
            throw Messages.BadRegistry(Redacted.Of(registry)).ToException();
        // docker would take the first part for a registry, and this image for another one.
        if (!ReferenceGrammar.IsRepository(repository) || repository.Split('/') is [var first, _, ..] && first.Contains('.'))
            throw Messages.BadRepository(repository).ToException();
        if (tags.FirstOrDefault(t => !ReferenceGrammar.IsTag(t)) is { } bad)
            throw Messages.BadTag(bad).ToException();
        return new ImageReference(registry, repository, tags);
    }

    /// <summary>Every repository of every registry, with all tags.</summary>
    /// <param name="registries">None for local names.</param>
    /// <inheritdoc cref="Create"/>
    public static IReadOnlyList<ImageReference> CreateAll(IReadOnlyList<string> registries, IReadOnlyList<string> repositories, IReadOnlyList<string> tags)
    {
        // A property that holds nothing but semicolons is not empty to MSBuild.
        if (repositories.Count == 0)
            throw Messages.BadRepository("").ToException();
        if (tags.Count == 0)
            throw Messages.BadTag("").ToException();
        return [.. from registry in registries.Count == 0 ? [null] : registries.Select(r => (string?)r)
                   from repository in repositories
                   select Create(registry, repository, tags)];
    }

    /// <summary>A package's name and version in the form that repositories and tags take: <c>1.0.0+build</c> becomes <c>1.0.0_build</c>, as Helm does.</summary>
    public static string RepositoryOf(string packageName) =>
        Separators().Replace(packageName.ToLowerInvariant().Trim('_', '-'), m => m.Value == "__" || m.Value.All(c => c == '-') ? m.Value : "-");

    /// <inheritdoc cref="RepositoryOf"/>
    public static string TagOf(string version) => version.Replace('+', '_');

    /// <summary>As people write it: <c>hello:0.1.0</c>.</summary>
    public IReadOnlyList<string> Names => [.. Tags.Select(t => $"{(Registry is null ? "" : Registry + "/")}{Repository}:{t}")];

    /// <summary>As tools complete it, with registry and namespace: <c>docker.io/library/hello:0.1.0</c>.</summary>
    public IReadOnlyList<string> FullNames => [.. Names.Select(n => Registry is not null ? n : Repository.Contains('/') ? $"docker.io/{n}" : $"docker.io/library/{n}")];

    [GeneratedRegex("[_-]{2,}")]
    private static partial Regex Separators();
}
