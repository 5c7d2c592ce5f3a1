using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what builds have written, as far as the states of their steps tell of it.</summary>
public sealed class CleanImage : WrittenFilesTask
{
    protected override Task RunAsync(CancellationToken cancellation)
    {
        var writes = ReadWrittenFiles();
        string[] directories = [.. Directories.Union(writes.Directories)];
        string[] lists = Directory.Exists(StateDirectory) ? Directory.GetFiles(StateDirectory, "*FileListAbsolute.txt") : [];
        // All of it is found before the first state goes.
        Delete([.. writes.Files, .. directories.SelectMany(StateFolder.FilesOf), .. lists.SelectMany(ReadList), .. lists, WrittenState], directories);
        return Task.CompletedTask;
    }
}
