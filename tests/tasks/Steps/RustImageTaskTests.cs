using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Tasks;

namespace RustImage.TaskTests;

public sealed class RustImageTaskTests
{
    private const string Escape = "\u001b[31m\u0007\u202e";
    private const string Shown = @"\u{1b}[31m\u{7}\u{202e}";

    private readonly MockEngine _engine = new();

    [Fact]
    public void An_unexpected_exception_becomes_one_coded_error_that_says_what_to_report()
    {
        Assert.False(Run(_ => throw new InvalidOperationException($"a sequence\nis {Escape}empty.")));
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("RIMG0006", "/app/app.proj"), (error.Code, error.File));
        Assert.StartsWith(
            $"This is a fault of RustImage.Sdk, not of your project: the task {nameof(ActionTask)} ended with "
                + $"System.InvalidOperationException (a sequence; is {Shown}empty).",
            error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_stack_trace_is_logged_at_low_importance()
    {
        Run(_ => throw new InvalidOperationException("x"));
        var trace = Assert.Single(_engine.Messages);
        Assert.Equal(MessageImportance.Low, trace.Importance);
        Assert.Contains($"   at {typeof(RustImageTaskTests).FullName}", trace.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coded_failures_and_unreadable_files_keep_their_own_codes()
    {
        Assert.False(Run(_ => throw new RustImageException(
            [new Diagnostic("RIMG0003", "one"), new Diagnostic("RIMG0004", "two", "other", 5, 6)])));
        Assert.False(Run(_ => throw new FileNotFoundException("no such file")));
        Assert.Equal(
            [("RIMG0003", "/app/app.proj", 0, 0), ("RIMG0004", "other", 5, 6), ("RIMG0002", "/app/app.proj", 0, 0)],
            _engine.Errors.Select(e => (e.Code, e.File, e.LineNumber, e.ColumnNumber)));
        Assert.Empty(_engine.Messages);
    }

    [Fact]
    public void Hidden_characters_become_visible_in_every_kind_of_message()
    {
        Assert.True(Run(log =>
        {
            log.LogMessage(MessageImportance.High, "{0} -> {1}", $"a{Escape}", 1.5);
            log.LogWarning(new Diagnostic("RIMG0003", $"{Escape}", $"/etc/{Escape}"));
            log.LogCompiler(new CompilerDiagnostic(
                false, $"W{Escape}", $"text{Escape}", $"/src/{Escape}.rs", 1, 2, $"line\n\t{Escape}{new string('x', 9000)}"));
            log.Print(["one", $"└─ /etc/{Escape}"]);
        }));
        Assert.Equal($"a{Shown} -> 1.5", _engine.Messages[0].Message);
        Assert.Equal([(Shown, $"/etc/{Shown}"), ($"text{Shown}", $"/src/{Shown}.rs")], _engine.Warnings.Select(w => (w.Message, w.File)));
        Assert.Equal($"W{Shown}", _engine.Warnings[1].Code);
        Assert.Equal($"line\n\t{Shown}{new string('x', 9000)}", _engine.Messages[1].Message);
        Assert.Equal($"one{Environment.NewLine}└─ /etc/{Shown}", _engine.Messages[2].Message);
    }

    [Fact]
    public void The_output_of_the_users_program_keeps_its_colours()
    {
        Run(log => log.LogOutput($"{Escape} {{0}}"));
        Assert.Equal($"{Escape} {{0}}", Assert.Single(_engine.Messages).Message);
    }

    [Fact]
    public void An_announcement_is_shown_at_its_importance_with_visible_values()
    {
        Run(log =>
        {
            log.LogMessage(new Announcement($"{Escape} is up to date."));
            log.LogMessage(new Announcement($"{1.5} MB", IsImportant: false));
        });
        Assert.Equal(
            [(MessageImportance.High, $"{Shown} is up to date."), (MessageImportance.Normal, "1.5 MB")],
            _engine.Messages.Select(m => (m.Importance, m.Message)));
    }

    [Fact]
    public void A_cancelled_task_fails_without_an_error()
    {
        using var task = new WaitingTask { BuildEngine = _engine, ProjectFile = "/app/app.proj" };
        task.Cancel();
        Assert.False(task.Execute());
        Assert.Empty(_engine.Errors);
    }

    private bool Run(Action<TaskLog> action)
    {
        using var task = new ActionTask(action) { BuildEngine = _engine, ProjectFile = "/app/app.proj" };
        return task.Execute();
    }

    private sealed class ActionTask(Action<TaskLog> action) : RustImageTask
    {
        protected override Task RunAsync(CancellationToken cancellation)
        {
            action(Log);
            return Task.CompletedTask;
        }
    }

    private sealed class WaitingTask : RustImageTask
    {
        protected override Task RunAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
    }
}
