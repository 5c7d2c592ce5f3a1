using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>Runs a container of a loaded image to its end; ending the build ends it, too.</summary>
public sealed class RunImage : RustImageTask
{
    [Required]
    public string EngineProgram { get; set; } = "";

    [Required]
    public string ImageName { get; set; } = "";

    /// <summary>Options of the engine's <c>run</c>, as one would type them.</summary>
    public string Arguments { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation) =>
        new ContainerRun(EngineProgram, Path.GetDirectoryName(ProjectFile)!, RunOptions.Split(Arguments), ImageName)
            .RunAsync(Log.LogOutput, cancellation);
}
