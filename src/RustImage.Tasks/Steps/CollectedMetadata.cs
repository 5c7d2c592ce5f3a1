using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>What the build server and Git say of the image.</summary>
/// <param name="Created">The time of the sources, which becomes the time of the image.</param>
/// <param name="References">Empty where the metadata has no names: then the project's properties and Cargo.toml name the image.</param>
/// <param name="Labels">They win over the labels from Cargo.toml.</param>
/// <param name="Facts">Labels that lose to those from Cargo.toml.</param>
/// <param name="Annotations">Key and value by level: "manifest", "index" …</param>
internal sealed record CollectedMetadata(
    DateTimeOffset Created,
    IReadOnlyList<ImageReference> References,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Annotations)
{
    /// <summary>The names of the image: from the metadata, else from the properties.</summary>
    /// <exception cref="RustImageException">RIMG5001, RIMG5002 or RIMG5005: a name or tag that registries refuse.</exception>
    public IReadOnlyList<ImageReference> ReferencesOr(
        IReadOnlyList<string> registries, IReadOnlyList<string> repositories, IReadOnlyList<string> tags) =>
        References.Count > 0 ? References : ImageReference.CreateAll(registries, repositories, tags);
}
