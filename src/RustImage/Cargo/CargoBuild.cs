using System.Text.RegularExpressions;

namespace RustImage.Cargo;

/// <summary>What to build, in cargo's own terms.</summary>
/// <param name="Triple">--target, or null to leave the choice to cargo's configuration.</param>
/// <param name="Features">CargoFeatures, separated as cargo takes them; empty for the default ones.</param>
/// <param name="Locked">--locked: Cargo.lock must exist and fit.</param>
/// <param name="StripByCargo">Overrides the profile's strip.</param>
/// <param name="Arguments">More arguments for <c>cargo build</c>, as they are.</param>
public sealed record CargoBuildRequest(
    CargoProject Project,
    string Profile,
    string TargetDirectory,
    string? Triple,
    IReadOnlyList<string> Features,
    bool NoDefaultFeatures,
    bool AllFeatures,
    bool Locked,
    bool StripByCargo,
    IReadOnlyList<string> Arguments)
{
    /// <summary>What is built: the project's binary, or all that are built together with it.</summary>
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

    /// <summary>Packages, platform and features: what cargo's commands decide by which crates take part.</summary>
    internal IReadOnlyList<string> Selection =>
    [
        "--manifest-path", Project.BuildManifest,
        .. Project.Binaries.Select(b => $"{b.Package}@{b.Version}").Distinct(StringComparer.Ordinal).SelectMany(p => new[] { "--package", p }),
        .. Triple is null ? Array.Empty<string>() : ["--target", Triple],
        .. Features.Count == 0 ? Array.Empty<string>() : ["--features", string.Join(',', Features)],
        .. Option("--no-default-features", NoDefaultFeatures),
        .. Option("--all-features", AllFeatures),
    ];

    private static string[] Option(string name, bool given) => given ? [name] : [];
}

/// <summary>A binary that cargo has made, or found to be up to date.</summary>
public sealed record BuiltBinary(CargoBinary Binary, string Path);

/// <summary>Runs <c>cargo build</c> and turns what it says into diagnostics, progress and the binaries.</summary>
/// <param name="onDiagnostic">Called for each error and warning of rustc's, cached ones included, so that they stay in the error list.</param>
/// <param name="onProgress">
/// Called with each line that is for a person: of cargo ("Compiling serde v1.0.228"), and of macros, which print among cargo's messages.
/// </param>
public sealed partial class CargoBuild(CargoTool cargo, Action<CompilerDiagnostic> onDiagnostic, Action<string> onProgress)
{
    private static readonly string[] LibraryKinds = ["lib", "rlib", "dylib", "cdylib", "staticlib"];

    /// <summary>Of cargo's own words, in characters: the reason of a failure comes last.</summary>
    private const int MostCharacters = 1 << 20;

    private readonly Queue<string> _standardError = [];
    private readonly IReadOnlyList<string> _rustFlags = RustFlags.Decode(cargo.Environment?.GetValueOrDefault(RustFlags.Variable) ?? "");
    private readonly SortedSet<string> _crates = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _manifests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BuiltBinary> _executables = new(StringComparer.Ordinal);
    private int _characters;
    private bool _sawError;

    /// <summary>
    /// The library crates built for the target, by name with hyphens, ordinal order; cargo reports the fresh ones too. Where cargo builds for its
    /// own host, build scripts' dependencies lie in the same place and are among them. Of several packages, those of all; <see cref="CrateTree"/> tells them apart.
    /// </summary>
    public IReadOnlyCollection<string> Crates => _crates;

    /// <summary>The Cargo.toml of each package that took part and that no registry or repository of cargo's gave, ordinal order.</summary>
    public IReadOnlyCollection<string> LocalManifests => _manifests;

    /// <returns>The binaries in the request's order, or none where rustc's errors, already handed over, say why.</returns>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed by itself.</exception>
    public async Task<IReadOnlyList<BuiltBinary>> RunAsync(CargoBuildRequest request, CancellationToken cancellation)
    {
        var manifest = request.Project.BuildManifest;
        var exitCode = await cargo.RunAsync(request.CommandLine, line => Read(line, request), line => OnError(line, manifest), cancellation).ConfigureAwait(false);
        if (exitCode == 0)
            return [.. request.Binaries.Select(b => _executables.GetValueOrDefault(b.Name) ?? throw Messages.NoExecutable(b.Name, manifest).ToException())];
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

    /// <summary>What a build script or the manifest gives rise to; rustc's own warnings come as JSON, and cargo counts them here.</summary>
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
        if (message.Executable is not null && request.Binaries.FirstOrDefault(b => b.Name == target.Name) is { } binary)
            _executables[binary.Name] = new BuiltBinary(binary, message.Executable);
        if (target.Kind.Any(k => LibraryKinds.Contains(k)) && IsForTarget(message, request))
            _crates.Add(target.Name.Replace('_', '-'));
        if (message is { IsLocal: true, ManifestPath: { } manifest })
            _manifests.Add(manifest);
    }

    private static bool IsForTarget(CargoMessage artifact, CargoBuildRequest request) =>
        request.Triple is null || artifact.Filenames is not { } files || files.Any(f => f.Replace('\\', '/').Contains($"/{request.Triple}/", StringComparison.Ordinal));
}
