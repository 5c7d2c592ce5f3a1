using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what an earlier build wrote, and this one has not.</summary>
public sealed class RemoveOldFiles : WritesTask
{
    /// <summary>Full paths of what targets of the project's have written.</summary>
    public string[] FileWrites { get; set; } = [];

    /// <summary>Written under names that the project chose: another name tomorrow does not make them waste.</summary>
    public string[] NamedFiles { get; set; } = [];

    /// <summary>The state of a step that writes under such names alone.</summary>
    [Required]
    public string NamedOutputsOf { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        string[] named = [.. NamedFiles, .. StateFolder.FilesWrittenBy(NamedOutputsOf)];
        var written = FileWrites.Concat(Directories.SelectMany(StateFolder.FilesOf)).Except(named).Distinct(StringComparer.Ordinal).ToList();
        var earlier = ReadWrites();
        string[] goneDirectories = [.. earlier.Directories.Except(Directories)];
        var gone = earlier.Files.Concat(ReadList(OldFileList)).Append(OldFileList).Except(written).Except(named).Except([WritesStep]);
        Delete([.. gone, .. goneDirectories.SelectMany(StateFolder.FilesOf)], goneDirectories);
        StepOf(WritesStep).Keep(new WritesStep([.. written.Except([WritesStep]).Order(StringComparer.Ordinal)], [.. InnerDirectories]), StepFile.Json.WritesStep);
        return Task.CompletedTask;
    }
}
