using System.Globalization;
using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>Layers and configuration → an image in Docker or Podman on this machine.</summary>
public sealed class LoadImage : RustImageTask
{
    [Required]
    public string ConfigState { get; set; } = "";

    /// <summary>The engine that answers.</summary>
    [Required]
    public string EngineState { get; set; } = "";

    /// <summary>Docker or Podman.</summary>
    [Output]
    public string EngineName { get; set; } = "";

    /// <summary>The command of the engine: docker or podman, or its path.</summary>
    [Output]
    public string EngineProgram { get; set; } = "";

    /// <summary>Options of the engine's <c>run</c> that make signals reach the application; may be empty.</summary>
    [Output]
    public string[] InitOptions { get; set; } = [];

    /// <summary>The image's main name, as the engine knows it.</summary>
    [Output]
    public string ImageName { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var image = StepState.Read(ConfigState, StepJson.Readable.ConfiguredImage).Image;
        var engine = StepState.Read(EngineState, StepJson.Readable.FoundEngine).Open(ProjectDirectory);
        var (name, sent) = await new EngineOutput(engine).WriteAsync(image, cancellation).ConfigureAwait(false);
        (EngineName, EngineProgram, InitOptions, ImageName) = (engine.Name, engine.Program, [.. engine.InitOptions], name);
        Log.LogMessage(
            MessageImportance.High, "{0} -> {1} ({2} of {3} layers sent, {4} MB; {5})", image.Names[0], engine.Name,
            sent.SentLayers, image.Layers.Count, (sent.SentBytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture), image.Config.Digest);
    }
}
