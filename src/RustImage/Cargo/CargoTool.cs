using System.ComponentModel;

namespace RustImage.Cargo;

/// <summary>
/// Runs cargo in the directory of the project, so that rustup and cargo find rust-toolchain.toml and .cargo/config.toml by their own
/// rules.
/// </summary>
/// <param name="Program">"cargo", or a path.</param>
/// <param name="WorkingDirectory">The directory of Cargo.toml.</param>
/// <param name="Environment">Environment variables that override the inherited ones.</param>
internal sealed record CargoTool(string Program, string WorkingDirectory, IReadOnlyDictionary<string, string?>? Environment = null)
{
    /// <summary>The largest output that is read, in bytes. The metadata of a large workspace has a few million.</summary>
    private const int MostBytes = ForeignJson.MostBytes;

    /// <summary>Turns colours off, as cargo's output is parsed. Build servers often set CARGO_TERM_COLOR to always.</summary>
    private Dictionary<string, string?> Variables =>
        new(Environment ?? new Dictionary<string, string?>()) { ["CARGO_TERM_COLOR"] = "never" };

    /// <exception cref="RustImageException">RIMG1001: cargo could not be started.</exception>
    public async Task<CommandResult> CaptureAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            var command = new Command(Program, arguments, WorkingDirectory, Variables) { MostBytes = MostBytes };
            return await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw Messages.CargoNotFound(Program, e.Message).ToException(e);
        }
    }

    /// <inheritdoc cref="ProcessRunner.RunAsync"/>
    /// <exception cref="RustImageException">RIMG1001: cargo could not be started.</exception>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Action<string> onOutput, Action<string> onError, CancellationToken cancellation)
    {
        try
        {
            var command = new Command(Program, arguments, WorkingDirectory, Variables);
            return await ProcessRunner.RunAsync(command, onOutput, onError, cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw Messages.CargoNotFound(Program, e.Message).ToException(e);
        }
    }

    /// <summary>Gives the value of an environment variable as cargo would see it; null where it is not set.</summary>
    public string? Variable(string name) =>
        Environment is not null && Environment.TryGetValue(name, out var value) ? value : System.Environment.GetEnvironmentVariable(name);

    /// <summary>Finds the full path of cargo without starting it.</summary>
    /// <exception cref="RustImageException">RIMG1001: cargo was not found.</exception>
    public string Locate() => ProgramPath.Find(Program, WorkingDirectory, Variable)
        ?? throw Messages.CargoNotFound(Program, "there is no such program").ToException();

    /// <summary>Gives the version of cargo, for example from a cache. Null: cargo is started to ask for it.</summary>
    public Func<CancellationToken, Task<Version?>>? VersionSource { get; init; }

    /// <returns>The major and minor version; null where cargo's output has none.</returns>
    /// <exception cref="RustImageException">RIMG1001: cargo could not be started.</exception>
    public async Task<Version?> VersionAsync(CancellationToken cancellation) => VersionSource is null
        ? ParseVersion(await VersionTextAsync(cancellation).ConfigureAwait(false))
        : await VersionSource(cancellation).ConfigureAwait(false);

    internal async Task<string> VersionTextAsync(CancellationToken cancellation) =>
        (await CaptureAsync(["--version"], cancellation).ConfigureAwait(false)).StandardOutput;

    /// <param name="answer">The output of <c>cargo --version</c>: <c>cargo 1.95.0-nightly (f2d3ce0bd 2026-03-21)</c>.</param>
    internal static Version? ParseVersion(string answer) =>
        answer.Split([' ', '-', '+', '\n'], StringSplitOptions.RemoveEmptyEntries) is ["cargo", var number, ..]
            && Version.TryParse(number, out var version)
            ? new Version(version.Major, version.Minor)
            : null;
}
