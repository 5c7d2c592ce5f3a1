using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>One call of cargo that builds the binaries of a project for a platform, with the settings of the MSBuild project.</summary>
internal sealed record BinaryBuild(CargoProject Project, TargetToolchain Target, string CargoPath, string Profile, string TargetDirectory)
{
    /// <summary>CargoFeatures: names, with commas, spaces or semicolons between them.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    public bool NoDefaultFeatures { get; init; }

    public bool AllFeatures { get; init; }

    public bool Locked { get; init; }

    /// <summary>Whether the binary ships without symbols. Cargo strips it where the toolchain has no objcopy to do it afterwards.</summary>
    public bool Strip { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public CargoBuildRequest Request => new(
        Project, Profile, TargetDirectory, Target.Triple,
        [.. Features.SelectMany(f => f.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))],
        NoDefaultFeatures, AllFeatures, Locked, StripByCargo: Strip && Target.ObjCopy is null, Arguments);

    public CargoTool Cargo => new(CargoPath, Project.BuildDirectory, Environment);

    /// <summary>The variables that cargo gets besides those of this process.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = new Dictionary<string, string?> { [RustFlags.Variable] = RustFlags.Encode(Target.RustFlags) };
            // With a build directory from cargo's configuration, generated code would lie where no path is remapped.
            // Cargo takes braces in the value for variables of its own.
            if (!TargetDirectory.Contains('{'))
                variables["CARGO_BUILD_BUILD_DIR"] = TargetDirectory;
            return variables;
        }
    }

    /// <inheritdoc cref="CargoBuild(CargoTool, Action{CompilerDiagnostic}, Action{string})"/>
    /// <returns>Null where rustc reported errors.</returns>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed by itself.</exception>
    public async Task<BinaryBuildResult?> RunAsync(
        Action<CompilerDiagnostic> onDiagnostic, Action<string> onProgress, CancellationToken cancellation)
    {
        var (cargo, request) = (Cargo, Request);
        var build = new CargoBuild(cargo, onDiagnostic, onProgress);
        var built = await build.RunAsync(request, cancellation).ConfigureAwait(false);
        return built.Count == 0 ? null : new BinaryBuildResult(cargo, request, built, build.Crates, build.LocalManifests);
    }
}
