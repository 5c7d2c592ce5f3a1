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
        Assert.Equal($"[{argument}][last]\n", result.StandardOutput);
    }

    [Fact]
    public async Task Output_error_and_exit_code_are_told_apart()
    {
        var result = await ShellAsync("echo out; echo err >&2; echo ☃; exit 7");
        Assert.Equal(new CommandResult(7, "out\n☃\n", "err\n"), result);
    }

    [Fact]
    public async Task A_program_reads_what_it_is_given()
    {
        var result = await ProcessRunner.CaptureAsync(new Command("cat", [], _directory.Path, Input: (s, c) => s.WriteAsync("input\n"u8.ToArray(), c).AsTask()));
        Assert.Equal(new CommandResult(0, "input\n", ""), result);
    }

    [Fact]
    public async Task A_program_may_end_without_reading_what_it_is_given()
    {
        var result = await ProcessRunner.CaptureAsync(new Command("sh", ["-c", "exit 7"], _directory.Path, Input: async (stream, cancellation) =>
        {
            // More than a pipe holds, so that the end is noticed.
            for (var i = 0; i < 64; i++)
                await stream.WriteAsync(new byte[1 << 16], cancellation);
        }));
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task Much_output_on_both_sides_blocks_neither()
    {
        var result = await ShellAsync("i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 9876543210 >&2; i=$((i+1)); done");
        Assert.Equal((20000 * 11, 20000 * 11), (result.StandardOutput.Length, result.StandardError.Length));
    }

    [Fact]
    public async Task Variables_are_set_over_the_inherited_ones_and_removed()
    {
        var variables = new Dictionary<string, string?> { ["ADDED"] = "a b", ["HOME"] = null };
        var command = Shell("echo \"$ADDED-${HOME-none}-${PATH:+inherited}\"") with { Environment = variables };
        Assert.Equal("a b-none-inherited\n", (await ProcessRunner.CaptureAsync(command)).StandardOutput);
    }

    [Fact]
    public async Task The_program_starts_in_its_directory() =>
        Assert.Equal(_directory.Path + "\n", (await ShellAsync("pwd")).StandardOutput);

    [Fact]
    public async Task A_program_that_reads_its_input_finds_the_end_of_it() =>
        Assert.Equal("0\n", (await ShellAsync("cat | wc -c | tr -d ' '")).StandardOutput);

    [Fact]
    public async Task A_program_that_is_killed_while_it_is_written_to_tells_by_its_exit_code()
    {
        // Synchronous, as layers are written: the writer waits within the pipe, with a part of its bytes taken.
        var command = Shell("head -c 1000000 >/dev/null; sleep 0.3; kill -9 $$") with { Input = (input, c) => Task.Run(() => { while (true) input.Write(new byte[1 << 16]); }, c) };
        Assert.Equal(137, (await ProcessRunner.CaptureAsync(command).WaitAsync(TimeSpan.FromSeconds(20))).ExitCode);
    }

    [Fact]
    public async Task Lines_come_before_the_program_ends()
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
    public async Task Cancelling_ends_the_program_and_what_it_started()
    {
        using var cancellation = new CancellationTokenSource();
        var child = new TaskCompletionSource<int>();
        var run = ProcessRunner.RunAsync(
            Shell("sleep 300 & echo $!; wait"), line => child.SetResult(int.Parse(line, null)), _ => { }, cancellation.Token);
        var id = await child.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.True(await GoneAsync(id), "the grandchild still runs");
    }

    [Fact]
    public async Task A_handler_that_fails_ends_the_program_and_is_heard()
    {
        var run = ProcessRunner.RunAsync(Shell("while :; do echo more; done"), _ => throw new InvalidDataException("heard"), _ => { });
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => run.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("heard", failure.Message);
    }

    [Fact]
    public async Task A_missing_program_is_an_exception_of_its_own() =>
        await Assert.ThrowsAsync<Win32Exception>(() => ProcessRunner.CaptureAsync(new Command("no-such-program", [], _directory.Path)));

    private Task<CommandResult> ShellAsync(string script, params string[] arguments) => ProcessRunner.CaptureAsync(Shell(script, arguments));

    private Command Shell(string script, params string[] arguments) =>
        new(Require.Tool("sh", "dash"), ["-c", script, "sh", .. arguments], _directory.Path);

    private static async Task<bool> GoneAsync(int id)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
        {
            // A zombie that nobody has reaped yet has ended too.
            if (!File.Exists($"/proc/{id}/stat") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
