using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what an earlier build wrote and this build did not.</summary>
public sealed class RemoveOldFiles : WrittenFilesTask
{
    /// <summary>Full paths that targets of the project have written.</summary>
    public string[] FileWrites { get; set; } = [];

    /// <summary>Files under names that the project chose. They stay: another name tomorrow does not make them waste.</summary>
    public string[] NamedFiles { get; set; } = [];

    /// <summary>The state of a step that writes only files under such names.</summary>
    [Required]
    public string NamedOutputsOf { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var written = Cleaner.RemoveOld(ReadWrittenFiles(), FileWrites, [.. NamedFiles, .. StateFolder.FilesWrittenBy(NamedOutputsOf)]);
        StepOf(WrittenState).Keep(written, StepJson.Readable.WrittenFiles);
        return Task.CompletedTask;
    }
}
