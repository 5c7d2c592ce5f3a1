using Microsoft.Build.Framework;
using RustImage.Images;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>
/// The build server's metadata and Git → the image's names, labels, annotations and time. The task reads environment variables itself:
/// an MSBuild property would change the <c>;</c> and <c>%XX</c> in them.
/// </summary>
public sealed class ReadImageMetadata : RustImageTask
{
    [Required]
    public string ProjectState { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>A full path; "none" for no metadata at all; empty for the metadata in the environment.</summary>
    public string MetadataFile { get; set; } = "";

    /// <summary>The registries that the project file names for the image.</summary>
    public string[] Registries { get; set; } = [];

    /// <summary>The repositories that the project file names, without those that come from Cargo.toml.</summary>
    public string[] Repositories { get; set; } = [];

    /// <summary>The tags that the project file names, without those that come from Cargo.toml.</summary>
    public string[] ImageTags { get; set; } = [];

    /// <summary>The repository of tags that name no image.</summary>
    public string DefaultRepository { get; set; } = "";

    /// <summary>Whether labels and annotations keep the time at which the metadata was made.</summary>
    public bool KeepCreatedLabel { get; set; }

    /// <summary>Whether labels tell the commit and the repository.</summary>
    public bool PublishRepositoryUrl { get; set; }

    /// <summary>ContainerImageName, or empty.</summary>
    public string ObsoleteName { get; set; } = "";

    /// <summary>SOURCE_DATE_EPOCH, or empty.</summary>
    public string SourceDateEpoch { get; set; } = "";

    [Required]
    public string MetadataState { get; set; } = "";

    /// <summary>The registries that the metadata names; may be empty.</summary>
    [Output]
    public string[] MetadataRegistries { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var request = new MetadataRequest(
            Path.GetDirectoryName(project.ManifestPath)!, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            Environment.GetEnvironmentVariable)
        {
            MetadataFile = MetadataFile,
            Registries = List(Registries),
            Repositories = List(Repositories),
            Tags = List(ImageTags),
            DefaultRepository = DefaultRepository,
            KeepCreatedLabel = KeepCreatedLabel,
            PublishRepositoryUrl = PublishRepositoryUrl,
            ObsoleteName = ObsoleteName,
            SourceDateEpoch = SourceDateEpoch,
        };
        var earlier = BuildStep.TryReadHere(MetadataState, StepJson.Readable.CollectedMetadata);
        var (metadata, warnings) = await CollectedMetadata.CollectAsync(request, earlier, cancellation).ConfigureAwait(false);
        foreach (var warning in warnings)
            LogWarning(warning);
        StepOf(MetadataState).Keep(metadata, StepJson.Readable.CollectedMetadata);
        MetadataRegistries = [.. metadata.ListRegistries()];
    }
}
