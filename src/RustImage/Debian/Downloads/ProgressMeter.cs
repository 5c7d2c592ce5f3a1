namespace RustImage.Debian.Downloads;

/// <summary>Adds up the progress of several downloads, and reports it at most twice a second and once at the end.</summary>
internal sealed class ProgressMeter(IProgress<DownloadProgress>? progress, IReadOnlyList<WantedFile> files, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private readonly long[] _bytes = new long[files.Count];
    private readonly long _total = files.Sum(f => f.Size);
    private int _done;
    private long? _told;

    /// <param name="index">The index of a file in the list.</param>
    /// <param name="bytes">The bytes of that file downloaded so far.</param>
    public void Moved(int index, long bytes)
    {
        if (progress is null)
            return;
        lock (_lock)
        {
            _bytes[index] = bytes;
            if (_told is { } told && time.GetElapsedTime(told) < Pause)
                return;
            Tell(index);
        }
    }

    public void Finished(int index)
    {
        lock (_lock)
        {
            _bytes[index] = files[index].Size;
            if (++_done == files.Count)
                Tell(index);
        }
    }

    private void Tell(int index)
    {
        _told = time.GetTimestamp();
        progress?.Report(new DownloadProgress(files[index].Name, _bytes.Sum(), _total, _done, files.Count));
    }
}
