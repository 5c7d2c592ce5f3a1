using Microsoft.Build.Framework;
using RustImage.Evidence;
using RustImage.Evidence.Page;
using RustImage.Evidence.Text;

namespace RustImage.Tasks;

/// <summary>The report → a tree in the terminal, a JSON file and a page. Or the answer to one question.</summary>
public sealed class ExplainImage : RustImageTask
{
    [Required]
    public string ReportFile { get; set; } = "";

    /// <summary>The report of the last other image; it may be missing.</summary>
    [Required]
    public string PreviousReport { get; set; } = "";

    /// <summary>A part of a name; empty for everything.</summary>
    public string Question { get; set; } = "";

    /// <summary>Written where there is no question: JSON, beside the archive.</summary>
    [Required]
    public string PublishedReport { get; set; } = "";

    /// <summary>Written where there is no question: HTML.</summary>
    [Required]
    public string PublishedPage { get; set; } = "";

    /// <summary>Names both files, so that Clean finds them.</summary>
    [Required]
    public string ExplainState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var report = ReportHistory.Read(ReportFile, PreviousReport);
        if (Question.Length > 0)
            Log.Print(FileExplanation.Lines(report, Question));
        else
            Publish(report);
        return Task.CompletedTask;
    }

    private void Publish(ImageReport report)
    {
        Log.Print(ReportText.Lines(report));
        if (ReportText.Waste(report) is { } waste)
            LogWarning(waste);
        AtomicFile.Write(PublishedReport, s => s.Write(ReportJson.Write(report)));
        AtomicFile.WriteText(PublishedPage, ReportPage.Write(report));
        StepOf(ExplainState).Keep(PublishedReport, StepJson.Readable.String, written: [PublishedReport, PublishedPage]);
        Log.Print([PublishedReport, PublishedPage]);
    }
}
