using System.ComponentModel;
using System.Diagnostics;

namespace RustImage;

/// <summary>A program to run, with its arguments, which are passed unchanged and never through a shell.</summary>
/// <param name="Environment">Environment variables that override the inherited ones. A null value removes a variable.</param>
/// <param name="Input">Writes the standard input of the program, which may stop reading early. Null: the standard input is empty.</param>
internal sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string?>? Environment = null,
    Func<Stream, CancellationToken, Task>? Input = null)
{
    /// <summary>
    /// The most bytes that <see cref="ProcessRunner.CaptureAsync"/> reads from each stream. The default of 1 MiB is far more than tools
    /// write that are asked for a few lines.
    /// </summary>
    public int MostBytes { get; init; } = 1 << 20;
}

/// <summary>The exit code and the output of a program.</summary>
/// <param name="StandardOutput">The output, read as UTF-8. Invalid bytes become U+FFFD.</param>
/// <param name="StandardError">The error output, up to the limit.</param>
internal sealed record CommandResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>
    /// Whether the program wrote too much and was killed. Then the exit code is not 0, the output is empty, and the error output says so.
    /// So callers that only look at the exit code report it like any other failure.
    /// </summary>
    public bool HasTooMuch { get; init; }
}

/// <summary>Runs programs. Processes are started nowhere else.</summary>
internal static class ProcessRunner
{
    /// <summary>Runs a program, and passes on its output line by line while it runs.</summary>
    /// <param name="onOutput">
    /// Receives each line. A line longer than <see cref="LineReader.MostCharacters"/> comes in several pieces.
    /// </param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program and its children were ended.</exception>
    public static Task<int> RunAsync(
        Command command, Action<string> onOutput, Action<string> onError, CancellationToken cancellation = default) => RunToEndAsync(
            command,
            (output, _) => new LineReader().ReadAsync(output, onOutput),
            (error, _) => new LineReader().ReadAsync(error, onError),
            cancellation);

    /// <summary>
    /// Runs a program with a short output. If it writes more than <see cref="Command.MostBytes"/>, it is killed, since half an output is of
    /// no use. Error output beyond that limit is dropped.
    /// </summary>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program and its children were ended.</exception>
    public static async Task<CommandResult> CaptureAsync(Command command, CancellationToken cancellation = default)
    {
        var (output, error) = (new CapturedOutput(command.MostBytes), new CapturedOutput(command.MostBytes));
        var code = await RunToEndAsync(command, async (stream, stop) =>
        {
            if (!await output.ReadAsync(stream, dropsRest: false).ConfigureAwait(false))
                await stop.CancelAsync().ConfigureAwait(false);
        }, (stream, _) => error.ReadAsync(stream, dropsRest: true), cancellation).ConfigureAwait(false);
        return output.IsFull
            ? new CommandResult(code == 0 ? -1 : code, "", $"it wrote more than {command.MostBytes} bytes, and was ended")
            {
                HasTooMuch = true,
            }
            : new CommandResult(code, output.Text(), error.Text());
    }

    /// <param name="readOutput">Reads a stream to its end, or cancels the source, by which the program is killed.</param>
    private static async Task<int> RunToEndAsync(
        Command command, Func<Stream, CancellationTokenSource, Task> readOutput, Func<Stream, CancellationTokenSource, Task> readError,
        CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        process.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var input = FeedAsync(process.StandardInput, command.Input, stop);
        var output = DrainAsync(process.StandardOutput.BaseStream, readOutput, stop);
        var error = DrainAsync(process.StandardError.BaseStream, readError, stop);
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

    private static ProcessStartInfo StartInfo(Command command)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in command.Environment ?? new Dictionary<string, string?>())
            info.Environment[name] = value;
        return info;
    }

    /// <remarks>If writing fails, the program must be killed. Otherwise it would take a part of its input for the whole.</remarks>
    private static async Task FeedAsync(StreamWriter pipe, Func<Stream, CancellationToken, Task>? write, CancellationTokenSource stop)
    {
        try
        {
            // Disposes the stream instead of the StreamWriter, which would flush a failed pipe and throw another exception.
            using var stream = pipe.BaseStream;
            if (write is not null)
                await write(stream, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is being killed, and the reason is reported elsewhere.
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // The program has stopped reading. Its exit code tells whether that is an error.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <remarks>If reading fails, the program must be killed. Otherwise it would wait for ever until somebody reads its output.</remarks>
    private static async Task DrainAsync(Stream stream, Func<Stream, CancellationTokenSource, Task> read, CancellationTokenSource stop)
    {
        try
        {
            await read(stream, stop).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Recognises EPIPE, ERROR_BROKEN_PIPE and ERROR_NO_DATA. Where .NET takes the pipe for a socket, any socket error counts: a pipe that
    /// breaks during a write is then reported as a timeout.
    /// </summary>
    private static bool IsBrokenPipe(IOException e) =>
        e.HResult is 32 or unchecked((int)0x8007006D) or unchecked((int)0x800700E8) || e.InnerException is Win32Exception;
}
