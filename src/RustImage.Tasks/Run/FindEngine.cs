using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>This machine → the engine that the image is loaded into. It is asked before cargo compiles, since it may not answer.</summary>
public sealed class FindEngine : RustImageTask
{
    /// <summary>Docker, Podman, or empty for the engine that answers.</summary>
    public string LocalRegistry { get; set; } = "";

    [Required]
    public string EngineState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var engine = await EngineFinder.FindAsync(LocalRegistry, ProjectDirectory, cancellation).ConfigureAwait(false);
        StepOf(EngineState).Keep(engine.Found, StepJson.Readable.FoundEngine);
    }
}
