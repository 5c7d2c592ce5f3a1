using System.ComponentModel;
using System.Diagnostics;

namespace RustImage;

/// <summary>A program to run: its arguments are passed as they are, never through a shell.</summary>
/// <param name="Environment">Variables set over the inherited ones; a null value removes one.</param>
/// <param name="Input">Writes what the program reads; its standard input is empty otherwise. A program may stop reading before the end.</param>
public sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string?>? Environment = null,
    Func<Stream, CancellationToken, Task>? Input = null)
{
    /// <summary>
    /// What <see cref="ProcessRunner.CaptureAsync"/> takes of each stream, in bytes. Tools that are asked for a few lines give far less than the
    /// default of 1 MiB; who asks for more says how much.
    /// </summary>
    public int MostBytes { get; init; } = 1 << 20;
}

/// <param name="StandardOutput">In UTF-8, whose faults become U+FFFD.</param>
/// <param name="StandardError">Its beginning, where it is longer than the limit.</param>
public sealed record CommandResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>
    /// The program wrote more than it was allowed to, and was ended. The exit code is not 0, the output is empty, and the error says so: callers
    /// that only look at the exit code report it as any other failure.
    /// </summary>
    public bool HasTooMuch { get; init; }
}

/// <summary>The only place where this project starts processes.</summary>
public static class ProcessRunner
{
    /// <summary>Runs a program to its end and hands over its output line by line, as it comes.</summary>
    /// <param name="onOutput">Gets a line longer than <see cref="LineReader.MostCharacters"/> in several pieces.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program and its children were ended.</exception>
    public static Task<int> RunAsync(
        Command command, Action<string> onOutput, Action<string> onError, CancellationToken cancellation = default) => RunToEndAsync(
        command, (output, _) => new LineReader().ReadAsync(output, onOutput), (error, _) => new LineReader().ReadAsync(error, onError), cancellation);

    /// <summary>
    /// Runs a program whose output is short, to its end. One that writes more than <see cref="Command.MostBytes"/> to its output is ended,
    /// since half an answer is of no use; of its error output the rest is dropped.
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
            ? new CommandResult(code == 0 ? -1 : code, "", $"it wrote more than {command.MostBytes} bytes, and was ended") { HasTooMuch = true }
            : new CommandResult(code, output.Text(), error.Text());
    }

    /// <param name="readOutput">Reads a stream to its end, or cancels to have the program ended.</param>
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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is being ended, for a reason that others tell.
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

    /// <summary>EPIPE, ERROR_BROKEN_PIPE or ERROR_NO_DATA, or, where .NET takes the pipe for a socket, any error of one: it calls a pipe that breaks within a write timed out.</summary>
    private static bool IsBrokenPipe(IOException e) =>
        e.HResult is 32 or unchecked((int)0x8007006D) or unchecked((int)0x800700E8) || e.InnerException is Win32Exception;
}
