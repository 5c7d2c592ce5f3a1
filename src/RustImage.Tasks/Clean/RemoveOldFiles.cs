using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what an earlier build wrote and this build did not.</summary>
public sealed class RemoveOldFiles : WrittenFilesTask
{
    /// <summary>Full paths that targets of the project have written.</summary>
    public string[] FileWrites { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(WrittenState) && OldDirectory != StateDirectory && new OldOutput(ProjectDirectory, OldDirectory).Exists)
            Log.LogMessage(new Announcement($"'{OldDirectory}' is from an earlier version of this SDK. 'dotnet clean' removes it."));
        var written = CleanerOf(InnerDirectories).RemoveOld(ReadWrittenFiles(), FileWrites);
        StepOf(WrittenState).Keep(written, StepJson.Readable.WrittenFiles);
        return Task.CompletedTask;
    }
}
