using System.Text.Json;
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
    public IReadOnlyList<string> CommandLine =>
    [
        "build", "--message-format=json",
        "--manifest-path", Project.ManifestPath, "--bin", Project.Binary,
        "--profile", Profile, "--target-dir", TargetDirectory,
        .. Triple is null ? Array.Empty<string>() : ["--target", Triple],
        .. Features.Count == 0 ? Array.Empty<string>() : ["--features", string.Join(',', Features)],
        .. Option("--no-default-features", NoDefaultFeatures),
        .. Option("--all-features", AllFeatures),
        .. Option("--locked", Locked),
        .. StripByCargo ? ["--config", $"profile.{Profile}.strip=\"symbols\""] : Array.Empty<string>(),
        .. Arguments,
    ];

    private static string[] Option(string name, bool given) => given ? [name] : [];
}

/// <summary>Runs <c>cargo build</c> and turns what it says into diagnostics, progress and the binary.</summary>
/// <param name="onDiagnostic">Called for each error and warning of rustc's, cached ones included, so that they stay in the error list.</param>
/// <param name="onProgress">Called with each line that cargo writes for a person ("Compiling serde v1.0.228").</param>
public sealed partial class CargoBuild(CargoTool cargo, Action<CompilerDiagnostic> onDiagnostic, Action<string> onProgress)
{
    private static readonly string[] LibraryKinds = ["lib", "rlib", "dylib", "cdylib", "staticlib"];

    private readonly List<string> _standardError = [];
    private readonly IReadOnlyList<string> _rustFlags = RustFlags.Decode(cargo.Environment?.GetValueOrDefault(RustFlags.Variable) ?? "");
    private readonly SortedSet<string> _crates = new(StringComparer.Ordinal);
    private string? _executable;
    private bool _sawError;

    /// <summary>
    /// The library crates built for the target, by name with hyphens, ordinal order; cargo reports the fresh ones too. Where cargo builds for its
    /// own host, build scripts' dependencies lie in the same place and are among them.
    /// </summary>
    public IReadOnlyCollection<string> Crates => _crates;

    /// <returns>The binary's path, or null where rustc's errors, already handed over, say why there is none.</returns>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed by itself.</exception>
    public async Task<string?> RunAsync(CargoBuildRequest request, CancellationToken cancellation)
    {
        var exitCode = await cargo.RunAsync(request.CommandLine, line => Read(line, request), line => OnError(line, request.Project.ManifestPath), cancellation).ConfigureAwait(false);
        if (exitCode == 0)
            return _executable ?? throw Messages.NoExecutable(request.Project.Binary, request.Project.ManifestPath).ToException();
        if (_sawError)
            return null;
        throw CargoFailure.Parse(string.Join('\n', _standardError), request.Project.ManifestPath, cargo.WorkingDirectory).ToException();
    }

    private void OnError(string line, string manifestPath)
    {
        _standardError.Add(line);
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
        if (Parse(line) is not { } message)
            return;
        if (message.Reason == "compiler-artifact" && message.Executable is not null && message.Target?.Name == request.Project.Binary)
            _executable = message.Executable;
        if (message.Reason == "compiler-artifact" && message.Target is { } target && target.Kind.Any(k => LibraryKinds.Contains(k)) && IsForTarget(message, request))
            _crates.Add(target.Name.Replace('_', '-'));
        if (message.Reason != "compiler-message" || message.Message is null
            || CompilerDiagnostic.From(message.Message, request.Project.WorkspaceRoot, _rustFlags) is not { } diagnostic)
            return;
        _sawError |= diagnostic.IsError;
        onDiagnostic(diagnostic);
    }

    private static bool IsForTarget(CargoMessage artifact, CargoBuildRequest request) =>
        request.Triple is null || artifact.Filenames is not { } files || files.Any(f => f.Replace('\\', '/').Contains($"/{request.Triple}/", StringComparison.Ordinal));

    /// <returns>Null for what is no message of cargo's: macros and wrappers of rustc print to standard output as well.</returns>
    private static CargoMessage? Parse(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize(line, CargoJson.Default.CargoMessage) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
