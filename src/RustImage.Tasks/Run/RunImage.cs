using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>Runs a container of a loaded image until it ends. Cancelling the build ends the container, too.</summary>
public sealed class RunImage : RustImageTask
{
    /// <summary>The command of the engine: docker or podman, or its path.</summary>
    [Required]
    public string EngineProgram { get; set; } = "";

    [Required]
    public string ImageName { get; set; } = "";

    /// <summary>RustImageRunArguments: options of the engine's <c>run</c>, as one would type them.</summary>
    public string Arguments { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation) =>
        new ContainerRun(EngineProgram, ProjectDirectory, RunOptions.Split(Arguments), ImageName).RunAsync(Log.LogOutput, cancellation);
}
