namespace RustImage.Tasks;

/// <summary>Deletes everything that builds have written, as far as the states of their steps tell of it.</summary>
public sealed class CleanImage : WrittenFilesTask
{
    protected override Task RunAsync(CancellationToken cancellation)
    {
        Cleaner.RemoveAll(ReadWrittenFiles());
        return Task.CompletedTask;
    }
}
