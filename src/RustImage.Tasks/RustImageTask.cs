using Microsoft.Build.Framework;

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

    protected abstract Task RunAsync(CancellationToken cancellation);

    protected void LogWarning(Diagnostic diagnostic) => Log.LogWarning(diagnostic);

    protected void LogMessage(Diagnostic diagnostic, MessageImportance importance = MessageImportance.High) =>
        Log.LogMessage(diagnostic, importance);

    /// <summary>Separated by semicolons: MSBuild itself divides a property there, but not where a command line had to write <c>%3B</c>.</summary>
    protected static IReadOnlyList<string> List(IEnumerable<string> values) =>
        [.. values.SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>An empty property of MSBuild's is one that is not set.</summary>
    protected static string? OrNull(string text) => text.Length == 0 ? null : text;
}
