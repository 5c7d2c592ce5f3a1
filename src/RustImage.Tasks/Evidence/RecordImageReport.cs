using Microsoft.Build.Framework;
using RustImage.Evidence;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>What the steps know of the image → one report. The report of the last other image is kept.</summary>
public sealed class RecordImageReport : FinishedImageTask
{
    [Required]
    public string ClosureState { get; set; } = "";

    /// <summary>What the layers hold.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    /// <summary>Written.</summary>
    [Required]
    public string ReportFile { get; set; } = "";

    /// <summary>Gets the old content of <see cref="ReportFile"/>, where that was about another image.</summary>
    [Required]
    public string PreviousReport { get; set; } = "";

    [Required]
    public string ReportState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (image, closure) = (BuildStep.Read(ImageState), BuildStep.Read(ClosureState));
        var key = new StepKey().Add(image).Add(closure).AddFile("the list of entries", EntryFile);
        return RunStepAsync(ReportState, key, StepJson.Readable.String, run =>
        {
            var only = image.As(StepJson.Readable.PublishedImage).Images[0];
            var report = ReportBuilder.Create(only, closure.As(StepJson.Readable.ImageClosure));
            run.Wrote("the report", ReportFile, ReportHistory.Record(report, ReportFile, PreviousReport));
            run.AlsoWrote(PreviousReport);
            return Task.FromResult(ReportFile);
        });
    }
}
