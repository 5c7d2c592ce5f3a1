using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>What all tasks share: a coded failure of the core becomes an error of MSBuild's at its place; Ctrl+C ends what is running.</summary>
public abstract class RustImageTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The user's project: where an error is shown that is about no other file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            RunAsync(_cancellation.Token).GetAwaiter().GetResult();
        }
        catch (RustImageException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                LogError(diagnostic);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false; // MSBuild itself says that the build was cancelled
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogError(Messages.InputOutput(e.Message));
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

    protected void LogWarning(Diagnostic diagnostic) => Log.LogWarning(
        null, diagnostic.Code, null, diagnostic.File ?? ProjectFile, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    protected void LogMessage(Diagnostic diagnostic, MessageImportance importance = MessageImportance.High) => Log.LogMessage(
        null, diagnostic.Code, null, diagnostic.File ?? ProjectFile, diagnostic.Line, diagnostic.Column, 0, 0, importance, diagnostic.Text);

    /// <summary>Says why cargo was asked what its files mean.</summary>
    protected void LogDoubt(string reason) => Log.LogMessage(MessageImportance.Low, "cargo metadata was asked: {0}", reason);

    private void LogError(Diagnostic diagnostic) => Log.LogError(
        null, diagnostic.Code, null, diagnostic.File ?? ProjectFile, diagnostic.Line, diagnostic.Column, 0, 0, diagnostic.Text);

    /// <summary>Separated by semicolons: MSBuild itself divides a property there, but not where a command line had to write <c>%3B</c>.</summary>
    protected static IReadOnlyList<string> List(IEnumerable<string> values) =>
        [.. values.SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>An empty property of MSBuild's is one that is not set.</summary>
    protected static string? OrNull(string text) => text.Length == 0 ? null : text;
}
