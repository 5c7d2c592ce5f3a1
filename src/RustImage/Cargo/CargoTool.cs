using System.ComponentModel;

namespace RustImage.Cargo;

/// <summary>cargo, started where the project lies, so that rustup's and cargo's own rules find rust-toolchain.toml and .cargo/config.toml.</summary>
/// <param name="Program">"cargo", or the path of one.</param>
/// <param name="WorkingDirectory">The directory of Cargo.toml.</param>
/// <param name="Environment">Variables set over the inherited ones.</param>
public sealed record CargoTool(string Program, string WorkingDirectory, IReadOnlyDictionary<string, string?>? Environment = null)
{
    /// <summary>Of an answer, in bytes; the metadata of a large workspace has some millions.</summary>
    private const int MostBytes = ForeignJson.MostBytes;

    /// <summary>Without colours: what cargo says is read here, and workflows often set CARGO_TERM_COLOR to always for their own calls.</summary>
    private Dictionary<string, string?> Variables =>
        new(Environment ?? new Dictionary<string, string?>()) { ["CARGO_TERM_COLOR"] = "never" };

    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
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
    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
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

    /// <summary>What cargo would find in its environment.</summary>
    public string? Variable(string name) =>
        Environment is not null && Environment.TryGetValue(name, out var value) ? value : System.Environment.GetEnvironmentVariable(name);

    /// <summary>Looks for cargo without starting it.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="RustImageException">RIMG1001: there is none.</exception>
    public string Locate() =>
        ProgramPath.Find(Program, WorkingDirectory, Variable) ?? throw Messages.CargoNotFound(Program, "there is no such program").ToException();

    /// <summary>Knows the version without starting cargo each time; null to start it.</summary>
    public Func<CancellationToken, Task<Version?>>? VersionSource { get; init; }

    /// <returns>Major and minor number; null where cargo's answer names none.</returns>
    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
    public async Task<Version?> VersionAsync(CancellationToken cancellation) => VersionSource is null
        ? ParseVersion(await VersionTextAsync(cancellation).ConfigureAwait(false))
        : await VersionSource(cancellation).ConfigureAwait(false);

    internal async Task<string> VersionTextAsync(CancellationToken cancellation) =>
        (await CaptureAsync(["--version"], cancellation).ConfigureAwait(false)).StandardOutput;

    /// <param name="answer">For example <c>cargo 1.95.0-nightly (f2d3ce0bd 2026-03-21)</c>.</param>
    internal static Version? ParseVersion(string answer) =>
        answer.Split([' ', '-', '+', '\n'], StringSplitOptions.RemoveEmptyEntries) is ["cargo", var number, ..] && Version.TryParse(number, out var version)
            ? new Version(version.Major, version.Minor)
            : null;
}
