using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what an earlier build wrote, and this one has not.</summary>
public sealed class RemoveOldFiles : WrittenFilesTask
{
    /// <summary>Full paths of what targets of the project's have written.</summary>
    public string[] FileWrites { get; set; } = [];

    /// <summary>Written under names that the project chose: another name tomorrow does not make them waste.</summary>
    public string[] NamedFiles { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var written = FileWrites.Concat(Directories.SelectMany(StateFolder.FilesOf)).Except(NamedFiles).Distinct(StringComparer.Ordinal).ToList();
        var earlier = ReadWrittenFiles();
        string[] goneDirectories = [.. earlier.Directories.Except(Directories)];
        var gone = earlier.Files.Concat(ReadList(OldFileList)).Append(OldFileList).Except(written).Except(NamedFiles).Except([WrittenState]);
        Delete([.. gone, .. goneDirectories.SelectMany(StateFolder.FilesOf)], goneDirectories);
        StepOf(WrittenState).Keep(new WrittenFiles([.. written.Except([WrittenState]).Order(StringComparer.Ordinal)], [.. InnerDirectories]), StepJson.Readable.WrittenFiles);
        return Task.CompletedTask;
    }
}
