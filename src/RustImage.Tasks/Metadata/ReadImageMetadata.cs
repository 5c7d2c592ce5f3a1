using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Images;
using RustImage.Metadata;

namespace RustImage.Tasks;

/// <summary>CI's metadata and git → the image's names, labels, annotations and time. The task reads the variables itself: a property would not keep their <c>;</c> and <c>%XX</c>.</summary>
public sealed class ReadImageMetadata : RustImageTask
{
    [Required]
    public string ProjectState { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>A full path; "none" for no metadata at all; empty for the environment's.</summary>
    public string MetadataFile { get; set; } = "";

    /// <summary>The project's own, not those that Cargo.toml gives.</summary>
    public string[] Registries { get; set; } = [];

    /// <inheritdoc cref="Registries"/>
    public string[] Repositories { get; set; } = [];

    /// <inheritdoc cref="Registries"/>
    public string[] ImageTags { get; set; } = [];

    /// <summary>Where tags go that name no image.</summary>
    public string DefaultRepository { get; set; } = "";

    /// <summary>Whether the time at which the metadata was made stays in labels and annotations.</summary>
    public bool KeepCreatedLabel { get; set; }

    /// <summary>Whether labels tell the commit and the repository.</summary>
    public bool PublishRepositoryUrl { get; set; }

    /// <summary>ContainerImageName, or empty.</summary>
    public string ObsoleteName { get; set; } = "";

    /// <summary>SOURCE_DATE_EPOCH, or empty.</summary>
    public string SourceDateEpoch { get; set; } = "";

    [Required]
    public string MetadataState { get; set; } = "";

    /// <summary>That the metadata names; empty where it names none.</summary>
    [Output]
    public string[] MetadataRegistries { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (ObsoleteName.Length > 0)
            LogWarning(Messages.ObsoleteImageName(ObsoleteName));
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var directory = Path.GetDirectoryName(project.ManifestPath)!;
        var metadata = MetadataFile == "none" ? ImageMetadata.Empty : ImageMetadata.Read(OrNull(MetadataFile), Environment.GetEnvironmentVariable);
        var created = await SourceTime.ReadAsync(SourceDateEpoch, directory, cancellation).ConfigureAwait(false);
        if (!KeepCreatedLabel)
            metadata = metadata.WithTime(created);
        var references = new MetadataReferences(List(Registries), List(Repositories), List(ImageTags), DefaultRepository).Create(metadata.Tags);
        var facts = PublishRepositoryUrl
            ? await SourceFacts.ReadAsync(Environment.GetEnvironmentVariable, directory, cancellation).ConfigureAwait(false)
            : new SourceFacts(null, null);
        if (PublishRepositoryUrl && facts.Revision is null)
            LogWarning(Messages.NoRevision(directory));
        StepOf(MetadataState).Keep(
            new CollectedMetadata(created, references, metadata.Labels, facts.Labels, metadata.AnnotationsFor(Platform.FromRuntimeIdentifier(RuntimeIdentifier)!)),
            StepJson.Readable.CollectedMetadata);
        MetadataRegistries = [.. references.Select(r => r.Registry).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
