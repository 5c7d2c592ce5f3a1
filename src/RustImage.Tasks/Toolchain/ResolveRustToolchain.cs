using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>Project → the platform that it is built for, and how rustc is called for it.</summary>
public sealed class ResolveRustToolchain : RustImageTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string ProjectState { get; set; } = "";

    public string CargoTarget { get; set; } = "";

    /// <summary>ContainerRuntimeIdentifier.</summary>
    public string RuntimeIdentifier { get; set; } = "";

    [Required]
    public string TargetDirectory { get; set; } = "";

    /// <summary>CargoBuildArguments: --config among them may change the platform and the flags.</summary>
    public string[] Arguments { get; set; } = [];

    /// <inheritdoc cref="CargoProjectTask.ToolAnswers"/>
    [Required]
    public string ToolAnswers { get; set; } = "";

    /// <inheritdoc cref="ReadCargoProject.IsKnown"/>
    public bool IsKnown { get; set; }

    [Required]
    public string ToolchainState { get; set; } = "";

    /// <summary>The platform's .NET name: linux-x64.</summary>
    [Output]
    public string ResolvedRuntimeIdentifier { get; set; } = "";

    /// <summary>The platform's OCI name in one word: linux-amd64.</summary>
    [Output]
    public string PlatformName { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var target = IsKnown
            ? StepState.Read(ToolchainState, StepJson.Readable.TargetToolchain)
            : await ResolveAsync(cancellation).ConfigureAwait(false);
        ResolvedRuntimeIdentifier = target.RuntimeIdentifier;
        PlatformName = Platform.FromRuntimeIdentifier(target.RuntimeIdentifier)!.OciName;
    }

    private async Task<TargetToolchain> ResolveAsync(CancellationToken cancellation)
    {
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var answers = Toolchain.ToolAnswerCache.Open(ToolAnswers);
        var cargo = answers.For(new CargoTool(CargoPath, project.BuildDirectory));
        var target = await TargetToolchain.ResolveAsync(
            cargo, project, OrNull(CargoTarget), OrNull(RuntimeIdentifier), TargetDirectory, Environment.GetEnvironmentVariable, Arguments,
            answers, cancellation).ConfigureAwait(false);
        StepOf(ToolchainState).Keep(target, StepJson.Readable.TargetToolchain, written: [ToolAnswers]);
        Log.LogMessage(
            MessageImportance.Low, "rustc {0} builds for {1}, with {2}", target.Release, target.Triple, string.Join(' ', target.RustFlags));
        return target;
    }
}
