using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes what builds have written, as far as the states of their steps tell of it.</summary>
public sealed class CleanImage : WritesTask
{
    protected override Task RunAsync(CancellationToken cancellation)
    {
        var writes = ReadWrites();
        StateFolder.Delete(writes.Files.Concat(OldFiles()).Append(WritesStep));
        foreach (var directory in Directories.Union(writes.Directories))
            Clean(directory);
        foreach (var list in Directory.Exists(StateDirectory) ? Directory.GetFiles(StateDirectory, "*FileListAbsolute.txt") : [])
        {
            StateFolder.Delete(File.ReadAllLines(list).Where(Path.IsPathFullyQualified));
            File.Delete(list);
        }
        StateFolder.DeleteEmpty(Directories.Union(writes.Directories));
        return Task.CompletedTask;
    }
}
