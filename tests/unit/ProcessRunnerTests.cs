using System.ComponentModel;
using System.Diagnostics;
using RustImage.Testing;

namespace RustImage.UnitTests;

public sealed class ProcessRunnerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("\"quoted\" 'and' `again`")]
    [InlineData("line one\nline two\n")]
    [InlineData("$HOME %PATH% * ? ; & | > < \\ \\\" !")]
    [InlineData("ünïcode ☃")]
    [InlineData("-n")]
    public async Task Arguments_arrive_unchanged(string argument)
    {
        var result = await ShellAsync("for a; do printf '[%s]' \"$a\"; done", argument, "last");
        Assert.Equal($"[{argument}][last]", result.StandardOutput);
    }

    [Fact]
    public async Task Output_error_output_and_exit_code_are_separate()
    {
        var result = await ShellAsync("echo out; echo err >&2; echo ☃; exit 7");
        Assert.Equal(new CommandResult(7, "out\n☃\n", "err\n"), result);
    }

    [Fact]
    public async Task A_program_can_read_its_input()
    {
        var result =
            await ProcessRunner.CaptureAsync(
                new Command("cat", [], _directory.Path, Input: (s, c) => s.WriteAsync("input\n"u8.ToArray(), c).AsTask()));
        Assert.Equal(new CommandResult(0, "input\n", ""), result);
    }

    [Fact]
    public async Task A_program_may_exit_without_reading_its_input()
    {
        var result =
            await ProcessRunner.CaptureAsync(new Command("sh", ["-c", "exit 7"], _directory.Path, Input: async (stream, cancellation) =>
        {
            // More than fits into a pipe, so that the writer notices the exit.
            for (var i = 0; i < 64; i++)
                await stream.WriteAsync(new byte[1 << 16], cancellation);
        }));
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task Large_output_and_error_output_cause_no_deadlock()
    {
        var result = await ShellAsync("i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 9876543210 >&2; i=$((i+1)); done");
        Assert.Equal((20000 * 11, 20000 * 11), (result.StandardOutput.Length, result.StandardError.Length));
    }

    [Fact]
    public async Task A_program_with_endless_output_is_killed_and_its_output_is_dropped()
    {
        var result = await ProcessRunner.CaptureAsync(Shell("yes") with { MostBytes = 1000 }).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((true, "", "it wrote more than 1000 bytes, and was ended"),
            (result.HasTooMuch, result.StandardOutput, result.StandardError));
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Output_of_exactly_the_allowed_size_is_complete()
    {
        var result = await ProcessRunner.CaptureAsync(Shell("printf 0123456789; printf 9876543210 >&2") with { MostBytes = 10 });
        Assert.Equal(new CommandResult(0, "0123456789", "9876543210"), result);
    }

    [Fact]
    public async Task The_beginning_of_long_error_output_is_kept_and_the_program_continues()
    {
        var result =
            await ProcessRunner.CaptureAsync(Shell("head -c 5000000 /dev/zero | tr '\\0' x >&2; echo done") with { MostBytes = 100 });
        Assert.Equal(new CommandResult(0, "done\n", new string('x', 100)), result);
    }

    [Fact]
    public async Task A_program_with_input_and_endless_output_is_killed()
    {
        var command = Shell("cat") with
        {
            MostBytes = 1000,
            Input = (input, c) => Task.Run(() => { while (!c.IsCancellationRequested) input.Write(new byte[1 << 12]); }, c)
        };
        Assert.True((await ProcessRunner.CaptureAsync(command).WaitAsync(TimeSpan.FromSeconds(20))).HasTooMuch);
    }

    [Theory]
    [InlineData("a\nb\r\nc\rd", "a|b|c|d")]
    [InlineData("\n\r\n\r", "||")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("", "")]
    [InlineData("☃\n", "☃")]
    public async Task Lines_are_split_at_every_usual_line_ending(string text, string lines)
    {
        var read = new List<string>();
        await new LineReader().ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), read.Add);
        Assert.Equal(lines, string.Join('|', read));
    }

    [Fact]
    public async Task An_endless_line_comes_in_pieces_and_endless_error_output_takes_no_memory()
    {
        var (pieces, longest, all) = (0, 0, 0L);
        await new LineReader().ReadAsync(new ZeroStream(40_000_000),
            line => (pieces, longest, all) = (pieces + 1, Math.Max(longest, line.Length), all + line.Length));
        Assert.Equal((5, 40_000_000L), (pieces, all));
        Assert.InRange(longest, LineReader.MostCharacters, LineReader.MostCharacters + (1 << 14));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = new CapturedOutput(1 << 16);
        Assert.True(await error.ReadAsync(new ZeroStream(200_000_000), dropsRest: true));
        Assert.Equal((true, 1 << 16), (error.IsFull, error.Text().Length));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public async Task Environment_variables_can_be_overridden_and_removed()
    {
        var variables = new Dictionary<string, string?> { ["ADDED"] = "a b", ["HOME"] = null };
        var command = Shell("echo \"$ADDED-${HOME-none}-${PATH:+inherited}\"") with { Environment = variables };
        Assert.Equal("a b-none-inherited\n", (await ProcessRunner.CaptureAsync(command)).StandardOutput);
    }

    [Fact]
    public async Task The_program_starts_in_the_given_directory() =>
        Assert.Equal(_directory.Path + "\n", (await ShellAsync("pwd")).StandardOutput);

    [Fact]
    public async Task A_program_without_input_reads_end_of_file() =>
        Assert.Equal("0\n", (await ShellAsync("cat | wc -c | tr -d ' '")).StandardOutput);

    [Fact]
    public async Task A_program_killed_during_its_input_is_reported_by_its_exit_code()
    {
        // Layers are written synchronously: the writer blocks in the pipe after some of the bytes were read.
        var command =
            Shell("head -c 1000000 >/dev/null; sleep 0.3; kill -9 $$")
                with
            {
                Input = (input, c) => Task.Run(() => { while (true) input.Write(new byte[1 << 16]); }, c),
            };
        Assert.Equal(137, (await ProcessRunner.CaptureAsync(command).WaitAsync(TimeSpan.FromSeconds(20))).ExitCode);
    }

    [Fact]
    public async Task Lines_arrive_while_the_program_still_runs()
    {
        var first = new TaskCompletionSource();
        var run = ProcessRunner.RunAsync(
            Shell("echo first; while [ ! -e go ]; do sleep 0.05; done; exit 3"), _ => first.SetResult(), _ => { });
        await first.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(run.IsCompleted);
        File.WriteAllText(_directory["go"], "");
        Assert.Equal(3, await run.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Cancelling_kills_the_program_and_its_children()
    {
        using var cancellation = new CancellationTokenSource();
        var child = new TaskCompletionSource<int>();
        var run = ProcessRunner.RunAsync(
            Shell("sleep 300 & echo $!; wait"), line => child.SetResult(int.Parse(line, null)), _ => { }, cancellation.Token);
        var id = await child.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(await HasExitedAsync(id), "the grandchild still runs");
    }

    [Fact]
    public async Task An_exception_of_the_line_handler_kills_the_program_and_is_rethrown()
    {
        var run = ProcessRunner.RunAsync(Shell("while :; do echo more; done"), _ => throw new InvalidDataException("heard"), _ => { });
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => run.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("heard", failure.Message);
    }

    [Fact]
    public async Task A_missing_program_throws_its_own_exception_type() =>
        await Assert.ThrowsAsync<Win32Exception>(() => ProcessRunner.CaptureAsync(new Command("no-such-program", [], _directory.Path)));

    private Task<CommandResult> ShellAsync(string script, params string[] arguments) =>
        ProcessRunner.CaptureAsync(Shell(script, arguments));

    private Command Shell(string script, params string[] arguments) =>
        new(Require.Tool("sh", "dash"), ["-c", script, "sh", .. arguments], _directory.Path);

    /// <summary>A stream whose reads complete at once, so that everything happens on one thread.</summary>
    private sealed class ZeroStream(int length) : MemoryStream
    {
        private int _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, _left);
            _left -= count;
            buffer.Span[..count].Fill((byte)'0');
            return new(count);
        }
    }

    private static async Task<bool> HasExitedAsync(int id)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
        {
            // A zombie process has ended, too.
            if (!File.Exists($"/proc/{id}/stat") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
