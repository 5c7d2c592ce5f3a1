using System.Text.RegularExpressions;

namespace RustImage.Cargo;

/// <summary>The options of one <c>cargo build</c>.</summary>
/// <param name="Triple">The value of --target.</param>
/// <param name="Features">CargoFeatures, one feature an item. Empty: only the default features.</param>
/// <param name="Locked">Passes --locked: Cargo.lock must exist and be up to date.</param>
/// <param name="StripByCargo">Makes cargo strip the binary, whatever the profile says.</param>
/// <param name="Arguments">Further arguments for <c>cargo build</c>, passed unchanged.</param>
internal sealed record CargoBuildRequest(
    CargoProject Project,
    string Profile,
    string TargetDirectory,
    string Triple,
    IReadOnlyList<string> Features,
    bool NoDefaultFeatures,
    bool AllFeatures,
    bool Locked,
    bool StripByCargo,
    IReadOnlyList<string> Arguments)
{
    /// <summary>The binaries to build: the project's own, or all binaries that are built together with it.</summary>
    public IReadOnlyList<CargoBinary> Binaries =>
        Project.Binaries.Count > 0 ? Project.Binaries : [new CargoBinary(Project.Package, Project.Version, Project.Binary)];

    public bool HasSeveralPackages => Binaries.DistinctBy(b => (b.Package, b.Version)).Count() > 1;

    public IReadOnlyList<string> CommandLine =>
    [
        "build", "--message-format=json",
        .. Selection,
        .. Binaries.SelectMany(b => new[] { "--bin", b.Name }),
        "--profile", Profile, "--target-dir", TargetDirectory,
        .. Option("--locked", Locked),
        .. StripByCargo ? ["--config", $"profile.{Profile}.strip=\"symbols\""] : Array.Empty<string>(),
        .. Arguments,
    ];

    /// <summary>The options by which cargo decides which crates take part: packages, platform and features.</summary>
    internal IReadOnlyList<string> Selection =>
    [
        "--manifest-path", Project.BuildManifest,
        .. Project.Binaries.Select(b => $"{b.Package}@{b.Version}")
            .Distinct(StringComparer.Ordinal).SelectMany(p => new[] { "--package", p }),
        "--target", Triple,
        .. Features.Count == 0 ? Array.Empty<string>() : ["--features", string.Join(',', Features)],
        .. Option("--no-default-features", NoDefaultFeatures),
        .. Option("--all-features", AllFeatures),
    ];

    private static string[] Option(string name, bool given) => given ? [name] : [];
}

/// <summary>A binary that cargo built or found up to date.</summary>
internal sealed record BuiltBinary(CargoBinary Binary, string Path);

/// <summary>Runs <c>cargo build</c>, and reads diagnostics, progress and the paths of the binaries from its output.</summary>
/// <param name="onDiagnostic">
/// Receives each error and warning of rustc. cargo repeats the cached ones, so that they stay in the error list.
/// </param>
/// <param name="onProgress">
/// Receives each line that is meant for people: "Compiling serde v1.0.228", and what macros print between cargo's messages.
/// </param>
internal sealed partial class CargoBuild(CargoTool cargo, Action<CompilerDiagnostic> onDiagnostic, Action<string> onProgress)
{
    private static readonly string[] LibraryKinds = ["lib", "rlib", "dylib", "cdylib", "staticlib"];

    /// <summary>
    /// How much of cargo's error output is kept, in characters. The oldest lines go first: the reason of a failure comes last.
    /// </summary>
    private const int MostCharacters = 1 << 20;

    private readonly Queue<string> _standardError = [];
    private readonly IReadOnlyList<string> _rustFlags = RustFlags.Decode(cargo.Environment?.GetValueOrDefault(RustFlags.Variable) ?? "");
    private readonly SortedSet<string> _crates = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _manifests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BuiltBinary> _executables = new(StringComparer.Ordinal);
    private int _characters;
    private bool _sawError;

    /// <summary>
    /// The names of the library crates for the target, with hyphens, in ordinal order. Crates that were up to date are included.
    /// </summary>
    /// <remarks>
    /// Where several packages are built, the crates of all are here; <see cref="CrateTree"/> tells them apart.
    /// </remarks>
    public IReadOnlyCollection<string> Crates => _crates;

    /// <summary>The Cargo.toml files of all packages that are in a directory of the user, not from a registry. Ordinal order.</summary>
    public IReadOnlyCollection<string> LocalManifests => _manifests;

    /// <returns>The binaries in the order of the request. Empty where rustc reported errors.</returns>
    /// <exception cref="RustImageException">
    /// RIMG1001: cargo could not be started. RIMG1002: cargo failed without an error of rustc. RIMG1009: cargo named no executable.
    /// </exception>
    public async Task<IReadOnlyList<BuiltBinary>> RunAsync(CargoBuildRequest request, CancellationToken cancellation)
    {
        var manifest = request.Project.BuildManifest;
        var exitCode = await cargo.RunAsync(
            request.CommandLine, line => Read(line, request), line => OnError(line, manifest), cancellation).ConfigureAwait(false);
        if (exitCode == 0)
        {
            return [.. request.Binaries.Select(
                b => _executables.GetValueOrDefault(b.Name) ?? throw Messages.NoExecutable(b.Name, manifest).ToException())];
        }
        if (_sawError)
            return [];
        throw CargoFailure.Parse(string.Join('\n', _standardError), manifest, cargo.WorkingDirectory).ToException();
    }

    private void OnError(string line, string manifestPath)
    {
        _standardError.Enqueue(line);
        for (_characters += line.Length; _characters > MostCharacters && _standardError.Count > 1;)
            _characters -= _standardError.Dequeue().Length;
        onProgress(line);
        if (Warning().Match(line) is { Success: true } warning)
        {
            var message = Messages.CargoWarning(warning.Groups["text"].Value, manifestPath);
            onDiagnostic(new CompilerDiagnostic(false, message.Code, message.Text, message.File, 0, 0, line));
        }
    }

    /// <summary>
    /// Warnings about build scripts and manifests. rustc's own warnings come as JSON; here cargo only prints their number.
    /// </summary>
    [GeneratedRegex(@"^warning: (?<text>(\S+@\S+|.*Cargo\.toml): .*)$")]
    private static partial Regex Warning();

    private void Read(string line, CargoBuildRequest request)
    {
        if (CargoMessage.Parse(line) is not { } message)
        {
            onProgress(line);
            return;
        }
        if (message.Reason == "compiler-artifact" && message.Target is { } target)
            ReadArtifact(message, target, request);
        if (message.Reason != "compiler-message" || message.Message is null
            || CompilerDiagnostic.From(message.Message, request.Project.WorkspaceRoot, _rustFlags) is not { } diagnostic)
            return;
        _sawError |= diagnostic.IsError;
        onDiagnostic(diagnostic);
    }

    private void ReadArtifact(CargoMessage message, CargoTarget target, CargoBuildRequest request)
    {
        // The project's own arguments may name a second target.
        if (message.Executable is { } executable && request.Binaries.FirstOrDefault(b => b.Name == target.Name) is { } binary
            && (!_executables.ContainsKey(binary.Name) || IsForTarget([executable], request)))
            _executables[binary.Name] = new BuiltBinary(binary, executable);
        if (target.Kind.Any(k => LibraryKinds.Contains(k)) && IsForTarget(message.Filenames, request))
            _crates.Add(target.Name.Replace('_', '-'));
        if (message is { IsLocal: true, ManifestPath: { } manifest })
            _manifests.Add(manifest);
    }

    private static bool IsForTarget(IReadOnlyList<string>? files, CargoBuildRequest request) =>
        files is null || files.Any(f => f.Replace('\\', '/').Contains($"/{request.Triple}/", StringComparison.Ordinal));
}
