using Microsoft.Build.Framework;
using RustImage.Evidence;

namespace RustImage.Tasks;

/// <summary>What the steps know of the image → one report; that of the last other image is kept.</summary>
public sealed class RecordImageReport : FinishedImageTask
{
    [Required]
    public string ClosureStep { get; set; } = "";

    /// <summary>Written.</summary>
    [Required]
    public string ReportStep { get; set; } = "";

    /// <summary>Replaced by what <see cref="ReportStep"/> held, where that was of another image.</summary>
    [Required]
    public string PreviousReport { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var closure = StepFile.Read(ClosureStep, StepFile.Json.ImageClosure);
        ReportHistory.Record(ReportBuilder.Create(ReadImage(), closure), ReportStep, PreviousReport);
        return Task.CompletedTask;
    }
}
