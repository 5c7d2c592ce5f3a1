using RustImage.Tasks;

namespace RustImage.TaskTests.Evidence;

/// <summary>A project whose image is built, and may have a report.</summary>
public abstract class ReportCase : PipelineCase
{
    private protected RecordImageReport Record() => new()
    {
        ImageState = State("image"),
        ClosureState = State("closure"),
        EntryFile = this["obj/entries.jsonl"],
        ReportFile = this["obj/report.json"],
        PreviousReport = this["obj/report.previous.json"],
        ReportState = State("report.state"),
    };
}
