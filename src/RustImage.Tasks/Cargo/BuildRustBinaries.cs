using Microsoft.Build.Framework;
using RustImage.State;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>Project and toolchain → the binaries. Always calls cargo, which alone knows what is fresh.</summary>
public sealed class BuildRustBinaries : RustImageTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string ProjectState { get; set; } = "";

    [Required]
    public string ToolchainState { get; set; } = "";

    [Required]
    public string Profile { get; set; } = "";

    [Required]
    public string TargetDirectory { get; set; } = "";

    public string[] Features { get; set; } = [];

    public bool NoDefaultFeatures { get; set; }

    public bool AllFeatures { get; set; }

    public bool Locked { get; set; }

    /// <summary>Whether cargo strips the binary, where no objcopy can do it afterwards.</summary>
    public bool Strip { get; set; }

    public string[] Arguments { get; set; } = [];

    /// <summary>The state of each binary, with Binary where the project has several.</summary>
    [Required]
    public ITaskItem[] BinaryStates { get; set; } = [];

    /// <summary>Gets the paths of the user's files that took part.</summary>
    [Required]
    public string SourcesState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var target = StepState.Read(ToolchainState, StepJson.Readable.TargetToolchain);
        var build = new BinaryBuild(project, target, CargoPath, Profile, TargetDirectory)
        {
            Features = Features,
            NoDefaultFeatures = NoDefaultFeatures,
            AllFeatures = AllFeatures,
            Locked = Locked,
            Strip = Strip,
            Arguments = Arguments,
        };
        Log.LogMessage(MessageImportance.Low, "{0} {1}", CargoPath, string.Join(' ', build.Request.CommandLine));
        var result = await build.RunAsync(Log.LogCompiler, new CargoProgress(Log).Report, cancellation).ConfigureAwait(false);
        if (result is not null)
            await KeepAsync(result, project.Binary, cancellation).ConfigureAwait(false);
    }

    private async Task KeepAsync(BinaryBuildResult result, string onlyBinary, CancellationToken cancellation)
    {
        var states = BinaryStates.ToDictionary(s => OrNull(s.GetMetadata("Binary")) ?? onlyBinary, s => s.ItemSpec);
        var chosen = result.Choose(states.Keys);
        foreach (var binary in chosen)
        {
            var state = states[binary.Binary.Name];
            var step = StepOf(state);
            var file = step.DigestOf("the binary", binary.Path);
            var crates = await result
                .FindCratesAsync(binary, file.Digest, () => BuildStep.TryRead(state, StepJson.Readable.RustBinary), cancellation)
                .ConfigureAwait(false);
            step.Keep(new RustBinary(binary.Path, file.Digest, crates), StepJson.Readable.RustBinary, [file]);
        }
        StepOf(SourcesState).Keep(result.ListSources(chosen), StepJson.Readable.Paths);
    }
}
