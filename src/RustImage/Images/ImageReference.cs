using System.Text.RegularExpressions;
using RustImage.Http;
using RustImage.Registry;

namespace RustImage.Images;

/// <summary>The names of an image in one repository, one for each tag.</summary>
/// <param name="Registry">"ghcr.io", "localhost:5000"; null for a local name.</param>
/// <param name="Repository">"team/hello" (distribution-spec, "Pulling manifests").</param>
/// <param name="Tags">At least one. The first makes the main name.</param>
internal sealed partial record ImageReference(string? Registry, string Repository, IReadOnlyList<string> Tags)
{
    /// <exception cref="RustImageException">
    /// RIMG5001, RIMG5002, RIMG5005: the repository, a tag or the registry is not in the form that registries require.
    /// </exception>
    public static ImageReference Create(string? registry, string repository, IReadOnlyList<string> tags)
    {
        if (registry is not null && !ReferenceGrammar.IsRegistry(registry))
            throw Messages.BadRegistry(Redacted.Of(registry)).ToException();
        // Docker would take a first part with a dot for a registry, and so this image for another one.
        if (!ReferenceGrammar.IsRepository(repository) || repository.Split('/') is [var first, _, ..] && first.Contains('.'))
            throw Messages.BadRepository(repository).ToException();
        if (tags.FirstOrDefault(t => !ReferenceGrammar.IsTag(t)) is { } bad)
            throw Messages.BadTag(bad).ToException();
        return new ImageReference(registry, repository, tags);
    }

    /// <summary>Creates a reference with all tags for each repository of each registry.</summary>
    /// <param name="registries">Empty for local names.</param>
    /// <inheritdoc cref="Create"/>
    public static IReadOnlyList<ImageReference> CreateAll(
        IReadOnlyList<string> registries, IReadOnlyList<string> repositories, IReadOnlyList<string> tags)
    {
        // To MSBuild, a property with only semicolons is not empty.
        if (repositories.Count == 0)
            throw Messages.BadRepository("").ToException();
        if (tags.Count == 0)
            throw Messages.BadTag("").ToException();
        return [.. from registry in registries.Count == 0 ? [null] : registries.Select(r => (string?)r)
                   from repository in repositories
                   select Create(registry, repository, tags)];
    }

    /// <summary>
    /// Turns a package's name into a valid repository: lower case, without separators at the ends, and <c>a_-b</c> becomes <c>a-b</c>.
    /// </summary>
    public static string RepositoryOf(string packageName) => Separators().Replace(
        packageName.ToLowerInvariant().Trim('_', '-'), m => m.Value == "__" || m.Value.All(c => c == '-') ? m.Value : "-");

    /// <summary>Turns a version into a valid tag, as Helm does: <c>1.0.0+build</c> becomes <c>1.0.0_build</c>.</summary>
    public static string TagOf(string version) => version.Replace('+', '_');

    /// <summary>The names as people write them: <c>hello:0.1.0</c>.</summary>
    public IReadOnlyList<string> Names => [.. Tags.Select(t => $"{(Registry is null ? "" : Registry + "/")}{Repository}:{t}")];

    /// <summary>The names with registry and namespace, as tools complete them: <c>docker.io/library/hello:0.1.0</c>.</summary>
    public IReadOnlyList<string> FullNames => [.. Names.Select(Complete)];

    private string Complete(string name) => Registry is not null ? name
        : Repository.Contains('/') ? $"docker.io/{name}" : $"docker.io/library/{name}";

    [GeneratedRegex("[_-]{2,}")]
    private static partial Regex Separators();
}
