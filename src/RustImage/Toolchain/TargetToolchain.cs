using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>The platform that a project is built for, and how rustc is called for it.</summary>
/// <param name="Release">rustc's version.</param>
/// <param name="Triple">What the binary is built for.</param>
/// <param name="TargetOption">The value of --target; null where cargo's own choice is the same, so that its flags and caches stay as they are.</param>
/// <param name="RuntimeIdentifier">The platform of the image.</param>
/// <param name="RustFlags">All flags, the user's first: the value of CARGO_ENCODED_RUSTFLAGS.</param>
/// <param name="BuildDirectories">What must not be found in the binary.</param>
/// <param name="ObjCopy">The toolchain's objcopy; null where it has none.</param>
public sealed record TargetToolchain(
    string Release,
    string Triple,
    string? TargetOption,
    string RuntimeIdentifier,
    IReadOnlyList<string> RustFlags,
    IReadOnlyList<string> BuildDirectories,
    string? ObjCopy)
{
    /// <summary>cargo's own word for the host's triple, which rustc does not know.</summary>
    private const string HostTuple = "host-tuple";

    /// <param name="cargoTarget">CargoTarget, a triple; wins over the configuration's build.target.</param>
    /// <param name="runtimeIdentifier">ContainerRuntimeIdentifier; likewise.</param>
    /// <param name="environment">A variable's value, or null.</param>
    /// <param name="arguments">More arguments of <c>cargo build</c>: --config among them counts.</param>
    /// <param name="answers">What rustc said before; nothing where it is left out.</param>
    /// <exception cref="RustImageException">RIMG2006, RIMG2007, RIMG2009, RIMG2010.</exception>
    public static async Task<TargetToolchain> ResolveAsync(
        CargoTool cargo, CargoProject project, string? cargoTarget, string? runtimeIdentifier, string targetDirectory,
        Func<string, string?> environment, IReadOnlyList<string>? arguments = null, ToolAnswerCache? answers = null, CancellationToken cancellation = default)
    {
        var wanted = WantedTriple(cargoTarget, runtimeIdentifier);
        var config = await CargoConfig.ReadAsync(cargo, environment, arguments, cancellation).ConfigureAwait(false);
        var choice = config.BuildTargets;
        var configured = choice is [not HostTuple] ? choice[0] : null;
        var rustc = environment("RUSTC") ?? config.BuildRustc ?? "rustc";
        var toolchain = await RustToolchain.ReadAsync(rustc, cargo, wanted ?? configured, answers, [], cancellation).ConfigureAwait(false);
        var platform = Platform.FromTriple(toolchain.Target)
            ?? throw (toolchain.Target == toolchain.Host ? Messages.HostNotLinux(toolchain.Host) : Messages.NoPlatform("build.target", toolchain.Target)).ToException();
        var flags = await FlagsAsync().ConfigureAwait(false);
        var remapping = new PathRemapping(
            project.WorkspaceRoot, CargoHome.Of(environment, cargo.WorkingDirectory), targetDirectory.TrimEnd('/', '\\'), toolchain.Sysroot, toolchain.CommitHash);
        return new TargetToolchain(
            toolchain.Release,
            toolchain.Target,
            choice.Count < 2 && toolchain.Target == (configured ?? toolchain.Host) ? null : toolchain.Target,
            platform.RuntimeIdentifier,
            [.. flags, .. remapping.Flags],
            remapping.BuildDirectories,
            toolchain.ObjCopy);

        // Flags can set a cfg (--cfg, target-feature), by which target.'cfg(…)' adds more of them; cargo goes round once, too.
        async Task<IReadOnlyList<string>> FlagsAsync()
        {
            var first = RustImage.Cargo.RustFlags.Effective(config, toolchain.Target, new HashSet<string>());
            if (!config.HasCfgKeys)
                return first;
            var with = first.Count == 0 ? toolchain
                : await RustToolchain.ReadAsync(rustc, cargo, toolchain.Target, answers, first, cancellation).ConfigureAwait(false);
            return RustImage.Cargo.RustFlags.Effective(config, toolchain.Target, with.Cfg);
        }
    }

    private static string? WantedTriple(string? cargoTarget, string? runtimeIdentifier)
    {
        var named = runtimeIdentifier is null ? null
            : Platform.TripleOf(runtimeIdentifier) ?? throw Messages.NoPlatform("ContainerRuntimeIdentifier", runtimeIdentifier).ToException();
        if (cargoTarget is null)
            return named;
        var platform = Platform.FromTriple(cargoTarget) ?? throw Messages.NoPlatform("CargoTarget", cargoTarget).ToException();
        // A program linked to musl runs on any Linux, so linux-x64 goes with it; linux-musl-x64 asks for it.
        var agrees = named is null || (platform == Platform.FromTriple(named) && (!IsMusl(named) || IsMusl(cargoTarget)));
        if (!agrees)
            throw Messages.TargetMismatch(cargoTarget, runtimeIdentifier!).ToException();
        return cargoTarget;
    }

    private static bool IsMusl(string triple) => triple.Contains("-musl", StringComparison.Ordinal);
}
