using RustImage.Metadata;

namespace RustImage.Images;

/// <summary>The image's names where metadata gives some: a part that the project sets itself stands in that part's place in all of them.</summary>
/// <param name="Registries">The project's own; empty for the metadata's.</param>
/// <param name="Repositories">Likewise.</param>
/// <param name="Tags">Likewise.</param>
/// <param name="DefaultRepository">For tags that name no image.</param>
public sealed record MetadataReferences(
    IReadOnlyList<string> Registries, IReadOnlyList<string> Repositories, IReadOnlyList<string> Tags, string DefaultRepository)
{
    /// <returns>One for each repository of each registry, in the order of the metadata, as the tags are.</returns>
    /// <exception cref="RustImageException">RIMG5001, RIMG5002 or RIMG5005: what the project sets is one that registries refuse.</exception>
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
