using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>The target that a project is built for, and the options of cargo and rustc for it.</summary>
/// <param name="Release">The version of rustc.</param>
/// <param name="Triple">
/// The target triple of the binary. cargo gets it as --target even where it is the host's: the flags then reach the crates of the binary
/// alone, not build scripts and procedural macros, so one build for several platforms gives the same bytes as a build for each.
/// </param>
/// <param name="RuntimeIdentifier">The platform of the image, in .NET's words: <c>linux-x64</c>.</param>
/// <param name="RustFlags">All flags for rustc, the user's first. They are passed in CARGO_ENCODED_RUSTFLAGS.</param>
/// <param name="BuildDirectories">The directories whose names must not be in the binary.</param>
/// <param name="ObjCopy">The path of the toolchain's objcopy; null where it has none.</param>
internal sealed record TargetToolchain(
    string Release,
    string Triple,
    string RuntimeIdentifier,
    IReadOnlyList<string> RustFlags,
    IReadOnlyList<string> BuildDirectories,
    string? ObjCopy)
{
    /// <summary>cargo's name for the triple of the host. rustc does not know it.</summary>
    private const string HostTuple = "host-tuple";

    /// <summary>Whether programs load glibc when they start. A static program, or one for musl, may need no library at all.</summary>
    public bool LinksGlibc => Triple.Contains("-gnu", StringComparison.Ordinal) && !RustFlags.Any(IsStatic);

    private static bool IsStatic(string flag) =>
        flag.Contains("+crt-static", StringComparison.Ordinal) || flag.Split('=', ' ').Any(a => a is "-static" or "-static-pie");

    /// <param name="cargoTarget">CargoTarget, a triple, which wins over build.target of the configuration. May be null.</param>
    /// <param name="runtimeIdentifier">ContainerRuntimeIdentifier, which wins over build.target, too. May be null.</param>
    /// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
    /// <param name="arguments">Further arguments of <c>cargo build</c>, of which --config and --target are read.</param>
    /// <param name="answers">The cache of rustc's answers. Null: rustc is always started.</param>
    /// <exception cref="RustImageException">
    /// RIMG2006: no images are made for the platform. RIMG2007: rustc builds for a host that is not Linux. RIMG2009: the two properties
    /// contradict each other. RIMG2010: rustc failed.
    /// </exception>
    public static async Task<TargetToolchain> ResolveAsync(
        CargoTool cargo, CargoProject project, string? cargoTarget, string? runtimeIdentifier, string targetDirectory,
        Func<string, string?> environment, IReadOnlyList<string>? arguments = null, ToolAnswerCache? answers = null,
        CancellationToken cancellation = default)
    {
        var wanted = WantedTriple(cargoTarget, runtimeIdentifier);
        var config = await CargoConfig.ReadAsync(cargo, environment, arguments, cancellation).ConfigureAwait(false);
        var named = ArgumentValues.Of("--target", arguments ?? []);
        var choice = named.Count > 0 ? named : config.BuildTargets;
        var configured = choice is [not HostTuple] ? choice[0] : null;
        var rustc = environment("RUSTC") ?? config.BuildRustc ?? "rustc";
        var toolchain = await RustToolchain.ReadAsync(rustc, cargo, wanted ?? configured, answers, [], cancellation).ConfigureAwait(false);
        var platform = Platform.FromTriple(toolchain.Target)
            ?? throw (toolchain.Target == toolchain.Host
                ? Messages.HostNotLinux(toolchain.Host)
                : Messages.NoPlatform("build.target", toolchain.Target)).ToException();
        var flags = await FlagsAsync().ConfigureAwait(false);
        var remapping = new PathRemapping(
            project.WorkspaceRoot, CargoHome.Of(environment, cargo.WorkingDirectory), targetDirectory.TrimEnd('/', '\\'), toolchain.Sysroot,
            toolchain.CommitHash);
        return new TargetToolchain(
            toolchain.Release,
            toolchain.Target,
            platform.RuntimeIdentifier,
            [.. flags, .. remapping.Flags],
            remapping.BuildDirectories,
            toolchain.ObjCopy);

        // Flags can set a cfg (--cfg, target-feature), for which a table target.'cfg(…)' adds more flags. cargo repeats this once, too.
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
            : Platform.TripleOf(runtimeIdentifier)
                ?? throw Messages.NoPlatform("ContainerRuntimeIdentifier", runtimeIdentifier).ToException();
        if (cargoTarget is null)
            return named;
        var platform = Platform.FromTriple(cargoTarget) ?? throw Messages.NoPlatform("CargoTarget", cargoTarget).ToException();
        // A program that is linked to musl runs on any Linux, so linux-x64 allows musl. linux-musl-x64 requires it.
        var agrees = named is null || (platform == Platform.FromTriple(named) && (!IsMusl(named) || IsMusl(cargoTarget)));
        if (!agrees)
            throw Messages.TargetMismatch(cargoTarget, runtimeIdentifier!).ToException();
        return cargoTarget;
    }

    private static bool IsMusl(string triple) => triple.Contains("-musl", StringComparison.Ordinal);
}
