using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RustImage;

/// <summary>A program to run: its arguments are passed as they are, never through a shell.</summary>
/// <param name="Environment">Variables set over the inherited ones; a null value removes one.</param>
/// <param name="Input">Writes what the program reads; its standard input is empty otherwise. A program may stop reading before the end.</param>
public sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string?>? Environment = null,
    Func<Stream, CancellationToken, Task>? Input = null);

public sealed record CommandResult(int ExitCode, string StandardOutput, string StandardError);

/// <summary>The only place where this project starts processes.</summary>
public static class ProcessRunner
{
    /// <summary>Runs a program to its end and hands over its output line by line, as it comes.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program and its children were ended.</exception>
    public static async Task<int> RunAsync(
        Command command, Action<string> onOutput, Action<string> onError, CancellationToken cancellation = default)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        process.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var input = FeedAsync(process.StandardInput, command.Input, stop);
        var output = PumpAsync(process.StandardOutput, onOutput, stop);
        var error = PumpAsync(process.StandardError, onError, stop);
        try
        {
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
        await Task.WhenAll(output, error, input).ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>Runs a program whose output is short, to its end.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<CommandResult> CaptureAsync(Command command, CancellationToken cancellation = default)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        var code = await RunAsync(command, l => output.Append(l).Append('\n'), l => error.Append(l).Append('\n'), cancellation)
            .ConfigureAwait(false);
        return new CommandResult(code, output.ToString(), error.ToString());
    }

    private static ProcessStartInfo StartInfo(Command command)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in command.Environment ?? new Dictionary<string, string?>())
            info.Environment[name] = value;
        return info;
    }

    /// <remarks>A writer that fails must end the program, which would otherwise take what it got for the whole.</remarks>
    private static async Task FeedAsync(StreamWriter pipe, Func<Stream, CancellationToken, Task>? write, CancellationTokenSource stop)
    {
        try
        {
            // Not the writer around it: that flushes, which fails a second time, and otherwise, on a pipe that has failed.
            using var stream = pipe.BaseStream;
            if (write is not null)
                await write(stream, stop.Token).ConfigureAwait(false);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // The program reads no more; its exit code says whether that is an error.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <remarks>A reader that fails must end the program, which would otherwise wait for ever for somebody to read on.</remarks>
    private static async Task PumpAsync(StreamReader reader, Action<string> onLine, CancellationTokenSource stop)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                onLine(line);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>EPIPE, ERROR_BROKEN_PIPE or ERROR_NO_DATA, or, where .NET takes the pipe for a socket, any error of one: it calls a pipe that breaks within a write timed out.</summary>
    private static bool IsBrokenPipe(IOException e) =>
        e.HResult is 32 or unchecked((int)0x8007006D) or unchecked((int)0x800700E8) || e.InnerException is Win32Exception;
}
