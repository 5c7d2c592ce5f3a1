using System.Text.Json.Serialization.Metadata;
using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>
/// The base of all tasks. A coded failure of the library becomes an MSBuild error at its place in a file, any other exception RIMG0006.
/// Ctrl+C ends what is running.
/// </summary>
public abstract class RustImageTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The user's project. An error that is about no other file is shown there.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Hides MSBuild's own log, which shows foreign text as it is.</summary>
    private protected new TaskLog Log => field ??= new TaskLog(base.Log, BuildEngine, ProjectFile);

    /// <summary>Null where MSBuild runs this task in another process than the project.</summary>
    private protected EvaluatedProject? FindProject() => EvaluatedProject.Find(BuildEngine);

    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    public override bool Execute()
    {
        try
        {
            RunHoldingCacheAsync(_cancellation.Token).GetAwaiter().GetResult();
        }
        catch (RustImageException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                Log.LogError(diagnostic);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // MSBuild itself says that the build was cancelled.
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogError(Messages.InputOutput(e.Message));
        }
        catch (Exception e)
        {
            Log.LogError(Messages.Fault(GetType().Name, $"{e.GetType()}", e.Message));
            Log.LogLines(MessageImportance.Low, $"{e}");
        }
        return !Log.HasLoggedErrors;
    }

    public void Cancel() => _cancellation.Cancel();

    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a step where its last result is out of date. Logs the reason, or that the step is up to date.</summary>
    private protected async Task<StepResult> RunStepAsync<T>(
        string stateFile, StepKey key, JsonTypeInfo<T> type, Func<StepRun, Task<T>> run)
    {
        var step = StepOf(stateFile);
        var outcome = await step.RunAsync(
            key, type, reason => Log.LogMessage(MessageImportance.Normal, "{0} runs: {1}.", step.Name, reason), run).ConfigureAwait(false);
        if (outcome.Reason is null)
            Log.LogMessage(MessageImportance.Normal, "{0}", outcome);
        foreach (var notice in outcome.Notices)
            LogNotice(notice.Diagnostic, notice.IsWarning);
        MarkUsed(outcome.Found);
        return outcome.Result;
    }

    private async Task RunHoldingCacheAsync(CancellationToken cancellation)
    {
        var directory = (this as ICacheUser)?.CacheDirectory ?? "";
        using var held = directory.Length == 0 ? null
            : await CacheHold.TakeAsync(BuildEngine, directory, cancellation).ConfigureAwait(false);
        await RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A step has the name of its task.</summary>
    private protected BuildStep StepOf(string stateFile) => new(GetType().Name, stateFile, SdkBuild.Id);

    protected abstract Task RunAsync(CancellationToken cancellation);

    /// <summary>Tells a task that uses the cache which files a step has found outside of its key.</summary>
    private protected virtual void MarkUsed(IEnumerable<string> files)
    {
    }

    private protected void LogWarning(Diagnostic diagnostic) => Log.LogWarning(diagnostic);

    /// <summary>Logs what the user should know: a warning, or a message that -v:normal shows.</summary>
    private protected void LogNotice(Diagnostic diagnostic, bool isWarning)
    {
        if (isWarning)
            LogWarning(diagnostic);
        else
            LogMessage(diagnostic, MessageImportance.Normal);
    }

    private protected void LogMessage(Diagnostic diagnostic, MessageImportance importance = MessageImportance.High) =>
        Log.LogMessage(diagnostic, importance);

    /// <summary>Logs why cargo itself had to be asked what Cargo.toml means.</summary>
    private protected void LogAskCargo(string reason) => Log.LogMessage(MessageImportance.Low, "cargo metadata was asked: {0}", reason);

    /// <summary>Splits at semicolons, and keeps each value once. MSBuild splits there, too, but not at a <c>%3B</c>.</summary>
    private protected static IReadOnlyList<string> List(IEnumerable<string> values) =>
    [
        .. values.SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>To MSBuild, an empty property is not set.</summary>
    private protected static string? OrNull(string text) => text.Length == 0 ? null : text;
}
