using RustImage.Metadata;

namespace RustImage.Images;

/// <summary>Makes the image's names from the tags of the CI metadata, whose parts the project can replace.</summary>
/// <param name="Registries">The registries that the project sets; empty to use those of the metadata.</param>
/// <param name="Repositories">The repositories that the project sets; empty to use those of the metadata.</param>
/// <param name="Tags">The tags that the project sets; empty to use those of the metadata.</param>
/// <param name="DefaultRepository">The repository of tags that name no image.</param>
internal sealed record MetadataReferences(
    IReadOnlyList<string> Registries, IReadOnlyList<string> Repositories, IReadOnlyList<string> Tags, string DefaultRepository)
{
    /// <returns>A reference for each repository of each registry. References and tags are in the order of the metadata.</returns>
    /// <exception cref="RustImageException">
    /// RIMG5001, RIMG5002, RIMG5005: a repository, a tag or a registry is not in the form that registries require.
    /// </exception>
    public IReadOnlyList<ImageReference> Create(IReadOnlyList<MetadataTag> metadata) =>
    [
        .. from name in metadata
           from registry in Registries.Count > 0 ? Registries : (IReadOnlyList<string?>)[name.Registry]
           from repository in Repositories.Count > 0 ? Repositories : [name.Repository ?? DefaultRepository]
           from tag in Tags.Count > 0 ? Tags : [name.Tag]
           group tag by (registry, repository) into tags
           select ImageReference.Create(tags.Key.registry, tags.Key.repository, [.. tags.Distinct(StringComparer.Ordinal)]),
    ];
}
