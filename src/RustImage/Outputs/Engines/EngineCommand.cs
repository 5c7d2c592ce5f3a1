using System.ComponentModel;

namespace RustImage.Outputs.Engines;

/// <summary>The command of an engine, which knows contexts, DOCKER_HOST, ssh, TLS and virtual machines.</summary>
internal sealed record EngineCommand(string Program, string WorkingDirectory)
{
    /// <summary>The most bytes of an answer: lists of thousands of images, or the layers of hundreds.</summary>
    private const int MostBytes = 1 << 25;

    /// <summary>The most characters that a message quotes of what an engine says.</summary>
    private const int MaximumReason = 400;

    /// <exception cref="Win32Exception">The program could not be started.</exception>
    public Task<CommandResult> TryAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellation,
        Func<Stream, CancellationToken, Task>? input = null, IReadOnlyDictionary<string, string?>? environment = null) =>
        ProcessRunner.CaptureAsync(
            new Command(Program, arguments, WorkingDirectory, environment, input) { MostBytes = MostBytes }, cancellation);

    /// <returns>The standard output.</returns>
    /// <exception cref="RustImageException">RIMG6304: the command failed.</exception>
    public async Task<string> CaptureAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var result = await TryAsync(arguments, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.StandardOutput : throw Failure(arguments, result);
    }

    public RustImageException Failure(IReadOnlyList<string> arguments, CommandResult result) =>
        Messages.EngineCommandFailed($"{Program} {arguments[0]}", result.ExitCode, Reason(result)).ToException();

    /// <summary>Joins the first lines that say why a command failed.</summary>
    public static string Reason(CommandResult result)
    {
        var text = string.IsNullOrWhiteSpace(result.StandardError) ? result.StandardOutput : result.StandardError;
        var lines = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !IsNoise(l)).Take(3);
        var reason = string.Join("; ", lines.Select(WithoutPrefix));
        return reason.Length == 0 ? "it says nothing" : reason.Length > MaximumReason ? reason[..MaximumReason] + "…" : reason;
    }

    /// <summary>Whether a line is a warning, a hint at help, or what Podman prints when it is called as docker.</summary>
    private static bool IsNoise(string line) =>
        line.StartsWith("Emulate Docker CLI", StringComparison.Ordinal)
        || line.StartsWith("time=", StringComparison.Ordinal) && line.Contains("level=warning", StringComparison.Ordinal)
        || line.StartsWith("WARN", StringComparison.Ordinal)
        || line.StartsWith("Usage:", StringComparison.Ordinal)
        || line.StartsWith("docker run [", StringComparison.Ordinal)
        || line.StartsWith("See '", StringComparison.Ordinal)
        || line.StartsWith("Run '", StringComparison.Ordinal);

    private static string WithoutPrefix(string line) =>
        line.StartsWith("error: ", StringComparison.OrdinalIgnoreCase) ? line["error: ".Length..] : line;
}
