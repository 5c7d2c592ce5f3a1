using Microsoft.Build.Framework;
using RustImage.Outputs.Engines;

namespace RustImage.Tasks;

/// <summary>What <c>dotnet run</c> passes to the engine, ahead of the user's own arguments.</summary>
public sealed class ComputeContainerRun : RustImageTask
{
    /// <summary>Docker or Podman.</summary>
    [Required]
    public string EngineName { get; set; } = "";

    /// <summary>Options of its <c>run</c> that have signals reach the application.</summary>
    public string[] InitOptions { get; set; } = [];

    [Required]
    public string ImageName { get; set; } = "";

    /// <summary>Options of the engine's <c>run</c>, as one would type them.</summary>
    public string Arguments { get; set; } = "";

    [Output]
    public string RunArguments { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        if (InitOptions.Length == 0)
            LogWarning(Messages.NoInit(EngineName));
        // This runs inside of "dotnet run", whose terminal the container gets.
        string[] terminal = Console.IsInputRedirected || Console.IsOutputRedirected ? [] : ["--tty"];
        RunArguments = RunOptions.Join(["run", "--rm", "--pull=never", "--interactive", .. terminal, .. InitOptions, .. RunOptions.Split(Arguments), ImageName]);
        return Task.CompletedTask;
    }
}
