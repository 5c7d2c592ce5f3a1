using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>Computes what <c>dotnet run</c> passes to the engine, before the user's own arguments.</summary>
public sealed class ComputeContainerRun : RustImageTask
{
    /// <summary>Docker or Podman.</summary>
    [Required]
    public string EngineName { get; set; } = "";

    /// <summary>Options of the engine's <c>run</c> that make signals reach the application; may be empty.</summary>
    public string[] InitOptions { get; set; } = [];

    [Required]
    public string ImageName { get; set; } = "";

    /// <summary>RustImageRunArguments: options of the engine's <c>run</c>, as one would type them.</summary>
    public string Arguments { get; set; } = "";

    [Output]
    public string RunArguments { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        // This runs inside "dotnet run", whose terminal the container gets.
        var hasTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var run = DotnetRun.Create(EngineName, InitOptions, Arguments, ImageName, hasTerminal);
        if (run.Warning is { } warning)
            LogWarning(warning);
        RunArguments = run.Arguments;
        return Task.CompletedTask;
    }
}
