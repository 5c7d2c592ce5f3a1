using Microsoft.Build.Framework;
using RustImage.Closure;

namespace RustImage.Tasks;

/// <summary>Says what the closure's warnings and messages are in every build, whether the step ran or was up to date: a warning that comes once is soon forgotten.</summary>
public sealed class ReportClosureNotices : RustImageTask
{
    [Required]
    public string ClosureStep { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        foreach (var notice in StepFile.Read(ClosureStep, StepFile.Json.ImageClosure).Notices)
        {
            if (notice.Severity == Severity.Warning)
                LogWarning(notice.Diagnostic);
            else
                LogMessage(notice.Diagnostic, MessageImportance.Normal);
        }
        return Task.CompletedTask;
    }
}
