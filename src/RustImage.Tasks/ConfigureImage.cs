using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Closure;
using RustImage.Image;

namespace RustImage.Tasks;

/// <summary>Layers, Cargo.toml and the container properties → the image's names and its configuration, which is all that a container is started from.</summary>
public sealed class ConfigureImage : RustImageTask
{
    [Required]
    public string ProjectStep { get; set; } = "";

    [Required]
    public string LayersStep { get; set; } = "";

    /// <summary>What CI says of the image; empty for nothing.</summary>
    public string MetadataStep { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>None for an image that stays here.</summary>
    public string[] Registries { get; set; } = [];

    [Required]
    public string[] Repositories { get; set; } = [];

    [Required]
    public string[] ImageTags { get; set; } = [];

    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>Arguments that always follow the application.</summary>
    public ITaskItem[] AppCommandArgs { get; set; } = [];

    /// <summary>Arguments that the user of the image replaces.</summary>
    public ITaskItem[] DefaultArgs { get; set; } = [];

    [Required]
    public string User { get; set; } = "";

    [Required]
    public string WorkingDirectory { get; set; } = "";

    /// <summary>Name, with Value.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>Number, with Type.</summary>
    public ITaskItem[] Ports { get; set; } = [];

    /// <summary>Name, with Value.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>SOURCE_DATE_EPOCH, or empty.</summary>
    public string SourceDateEpoch { get; set; } = "";

    [Required]
    public string ConfigStep { get; set; } = "";

    /// <summary>Every name that the image has, with registry, repository and tag.</summary>
    [Output]
    public string[] Names { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = StepFile.Read(ProjectStep, StepFile.Json.CargoProject);
        var (layers, hasCertificates) = StepFile.Read(LayersStep, StepFile.Json.LayersStep);
        var metadata = MetadataStep.Length == 0 ? Tasks.MetadataStep.Empty : StepFile.Read(MetadataStep, StepFile.Json.MetadataStep);
        var settings = new ImageSettings(
            Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            await SourceTime.ReadAsync(SourceDateEpoch, Path.GetDirectoryName(project.ManifestPath)!, cancellation).ConfigureAwait(false),
            [ApplicationPath, .. AppCommandArgs.Select(a => a.ItemSpec)],
            [.. DefaultArgs.Select(a => a.ItemSpec)],
            ImageSettings.CheckUser(User),
            ImageSettings.CheckWorkingDirectory(WorkingDirectory),
            ImageSettings.WithDefaults(Pairs(EnvironmentVariables), hasCertificates ? Certificates.BundlePath : null),
            [.. Ports.Select(p => ImageSettings.Port(p.ItemSpec, p.GetMetadata("Type")))],
            ImageLabels.Create(project, metadata.Labels.Concat(Pairs(Labels)), metadata.Facts));
        var references = metadata.References.Count > 0
            ? metadata.References
            : ImageReference.CreateAll(List(Registries), List(Repositories), List(ImageTags));
        StepFile.Write(ConfigStep, new ConfigStep(references, ImageConfig.Create(settings, layers)), StepFile.Json.ConfigStep);
        Names = [.. references.SelectMany(r => r.Names)];
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<ITaskItem> items) =>
        items.Select(i => KeyValuePair.Create(i.ItemSpec, i.GetMetadata("Value")));
}
