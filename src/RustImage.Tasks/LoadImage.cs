using System.Globalization;
using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>Layers and configuration → an image of Docker's or Podman's on this machine.</summary>
public sealed class LoadImage : LayersTask
{
    [Required]
    public string ConfigStep { get; set; } = "";

    /// <summary>Docker, Podman, or empty for the one that answers.</summary>
    public string LocalRegistry { get; set; } = "";

    /// <summary>Docker or Podman.</summary>
    [Output]
    public string EngineName { get; set; } = "";

    /// <summary>Its command.</summary>
    [Output]
    public string EngineProgram { get; set; } = "";

    /// <summary>Options of its <c>run</c> that have signals reach the application.</summary>
    [Output]
    public string[] InitOptions { get; set; } = [];

    /// <summary>The image's main name, as the engine has it.</summary>
    [Output]
    public string ImageName { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var config = StepFile.Read(ConfigStep, StepFile.Json.ConfigStep);
        var layers = StepFile.Read(LayersStep, StepFile.Json.LayersStep).Layers;
        var below = BaseStepFile.Read(BaseStep)?.Layers ?? [];
        var files = await BaseStepFile.OpenTreeAsync(BaseStep, CacheDirectory, cancellation).ConfigureAwait(false);
        var image = LocalImage.Create([.. config.References.SelectMany(r => r.Names)], config.Config, layers, () => PlanLayers(files), below);
        var engine = await ContainerEngines.FindAsync(OrNull(LocalRegistry), Path.GetDirectoryName(ProjectFile)!, cancellation).ConfigureAwait(false);
        var result = await engine.LoadAsync(image, cancellation).ConfigureAwait(false);
        (EngineName, EngineProgram, InitOptions, ImageName) = (engine.Name, engine.Program, [.. engine.InitOptions], engine.LocalName(image.Names[0]));
        Log.LogMessage(
            MessageImportance.High, "{0} -> {1} ({2} of {3} layers sent, {4} MB; {5})",
            image.Names[0], engine.Name, result.SentLayers, image.Layers.Count, (result.SentBytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture), config.Config.Digest);
    }
}
