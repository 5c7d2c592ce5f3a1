using System.Text.Json.Serialization.Metadata;
using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>
/// What all tasks share. A coded failure of the library becomes an error of MSBuild's at its place, and any other exception RIMG0006. Ctrl+C ends
/// what is running.
/// </summary>
public abstract class RustImageTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The user's project: where an error is shown that is about no other file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>In the place of MSBuild's own, which shows texts of others as they are.</summary>
    private protected new TaskLog Log => field ??= new TaskLog(base.Log, BuildEngine, ProjectFile);

    public override bool Execute()
    {
        try
        {
            RunAsync(_cancellation.Token).GetAwaiter().GetResult();
        }
        catch (RustImageException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                Log.LogError(diagnostic);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false; // MSBuild itself says that the build was cancelled
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

    /// <summary>Runs what a step does where its last result does not hold, and says in either case why.</summary>
    /// <param name="stateFile">Where the step's state is kept.</param>
    private protected async Task<StepResult> RunStepAsync<T>(string stateFile, StepKey key, JsonTypeInfo<T> type, Func<StepRun, Task<T>> run)
    {
        var step = StepOf(stateFile);
        var outcome = await step.RunAsync(key, type, reason => Log.LogMessage(MessageImportance.Normal, "{0} runs: {1}.", step.Name, reason), run).ConfigureAwait(false);
        if (outcome.Reason is null)
            Log.LogMessage(MessageImportance.Normal, "{0}", outcome);
        foreach (var notice in outcome.Notices)
        {
            if (notice.IsWarning)
                LogWarning(notice.Diagnostic);
            else
                LogMessage(notice.Diagnostic, MessageImportance.Normal);
        }
        return outcome.Result;
    }

    /// <summary>A step has the name of its task, which is that of its target.</summary>
    private protected BuildStep StepOf(string stateFile) => new(GetType().Name, stateFile, SdkBuild.Id);

    protected abstract Task RunAsync(CancellationToken cancellation);

    protected void LogWarning(Diagnostic diagnostic) => Log.LogWarning(diagnostic);

    protected void LogMessage(Diagnostic diagnostic, MessageImportance importance = MessageImportance.High) =>
        Log.LogMessage(diagnostic, importance);

    /// <summary>Says why cargo was asked what its files mean.</summary>
    protected void LogDoubt(string reason) => Log.LogMessage(MessageImportance.Low, "cargo metadata was asked: {0}", reason);

    /// <summary>Separated by semicolons: MSBuild itself divides a property there, but not where a command line had to write <c>%3B</c>.</summary>
    protected static IReadOnlyList<string> List(IEnumerable<string> values) =>
        [.. values.SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>An empty property of MSBuild's is one that is not set.</summary>
    protected static string? OrNull(string text) => text.Length == 0 ? null : text;
}
