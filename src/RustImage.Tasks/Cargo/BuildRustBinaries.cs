using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Project and toolchain → the binaries. Always asks cargo, which knows best what is fresh.</summary>
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

    /// <summary>Have cargo strip the binary, where no objcopy can do it afterwards.</summary>
    public bool Strip { get; set; }

    public string[] Arguments { get; set; } = [];

    /// <summary>Where each binary's result is written, with Binary where the project has several.</summary>
    [Required]
    public ITaskItem[] BinaryStates { get; set; } = [];

    /// <summary>Where the names of the files are written that took part.</summary>
    [Required]
    public string SourcesState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var target = StepState.Read(ToolchainState, StepJson.Readable.BuildTarget);
        var environment = new Dictionary<string, string?> { [RustFlags.Variable] = RustFlags.Encode(target.RustFlags) };
        // A build directory of the configuration's would put generated code where no remapping knows it. (Braces would be cargo's own variables.)
        if (!TargetDirectory.Contains('{'))
            environment["CARGO_BUILD_BUILD_DIR"] = TargetDirectory;
        var request = new CargoBuildRequest(
            project, Profile, TargetDirectory, target.TargetOption, [.. Features.SelectMany(f => f.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))],
            NoDefaultFeatures, AllFeatures, Locked, StripByCargo: Strip && target.ObjCopy is null, Arguments);
        Log.LogMessage(MessageImportance.Low, "{0} {1}", CargoPath, string.Join(' ', request.CommandLine));

        var cargo = new CargoTool(CargoPath, project.BuildDirectory, environment);
        var build = new CargoBuild(cargo, Log.LogCompiler, new CargoProgress(Log).Report);
        var built = await build.RunAsync(request, cancellation).ConfigureAwait(false);
        if (built.Count == 0)
            return;
        var wanted = BinaryStates.ToDictionary(s => OrNull(s.GetMetadata("Binary")) ?? project.Binary, s => s.ItemSpec);
        var ours = built.Where(b => wanted.ContainsKey(b.Binary.Name)).ToList();
        CrateTree? tree = null;
        foreach (var (binary, path) in ours)
        {
            var step = StepOf(wanted[binary.Name]);
            var file = step.DigestOf("the binary", path);
            var crates = !request.HasSeveralPackages ? [.. build.Crates]
                : BuildStep.TryRead(wanted[binary.Name], StepJson.Readable.RustBinary) is { } earlier && earlier.Digest == file.Digest ? earlier.Crates
                : (tree ??= await CrateTree.ReadAsync(cargo, request, cancellation).ConfigureAwait(false)).Among(build.Crates, binary);
            step.Keep(new RustBinary(path, file.Digest, crates), StepJson.Readable.RustBinary, [file]);
        }
        StepOf(SourcesState).Keep(SourceFiles.Of(request, ours, build.LocalManifests), StepJson.Readable.Paths);
    }

}
