using RustImage.Cargo;
using RustImage.Metadata;

namespace RustImage.Images;

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
    /// <summary>The commit that <see cref="Created"/> is the time of; null for a time of another origin.</summary>
    public string? Commit { get; init; }

    /// <param name="earlier">The metadata of an earlier build, or null.</param>
    /// <returns>The metadata, and warnings for the user.</returns>
    /// <exception cref="RustImageException">The metadata or a name in it is wrong, or the sources' time can't be read.</exception>
    public static async Task<(CollectedMetadata Metadata, IReadOnlyList<Diagnostic> Warnings)> CollectAsync(
        MetadataRequest request, CollectedMetadata? earlier, CancellationToken cancellation)
    {
        var warnings = new List<Diagnostic>();
        if (request.ObsoleteName.Length > 0)
            warnings.Add(Messages.ObsoleteImageName(request.ObsoleteName));
        var metadata = request.ReadMetadata();
        var known = earlier is null ? null : new SourceDate(earlier.Created, earlier.Commit);
        var (created, commit) = await SourceDate.ReadAsync(
            request.SourceDateEpoch, request.SourceDirectory, known, cancellation).ConfigureAwait(false);
        if (!request.KeepCreatedLabel)
            metadata = metadata.WithTime(created);
        var references = new MetadataReferences(request.Registries, request.Repositories, request.Tags, request.DefaultRepository)
            .Create(metadata.Tags);
        var facts = new SourceRevision(null, null);
        if (request.PublishRepositoryUrl)
        {
            facts = await SourceRevision.ReadAsync(request.Environment, request.SourceDirectory, cancellation).ConfigureAwait(false);
            if (facts.Revision is null)
                warnings.Add(Messages.NoRevision(request.SourceDirectory));
        }
        var annotations = metadata.AnnotationsFor(request.Platform);
        return (new CollectedMetadata(created, references, metadata.Labels, facts.Labels, annotations) { Commit = commit }, warnings);
    }

    /// <summary>The names of the image: from the metadata, else from the properties.</summary>
    /// <exception cref="RustImageException">RIMG5001, RIMG5002 or RIMG5005: a name or tag that registries refuse.</exception>
    public IReadOnlyList<ImageReference> ReferencesOr(
        IReadOnlyList<string> registries, IReadOnlyList<string> repositories, IReadOnlyList<string> tags) =>
        References.Count > 0 ? References : ImageReference.CreateAll(registries, repositories, tags);

    /// <summary>The registries that the metadata names, each once.</summary>
    public IReadOnlyList<string> ListRegistries() =>
        [.. References.Select(r => r.Registry).OfType<string>().Distinct(StringComparer.Ordinal)];
}
