using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>One process at a time may hold a file's lock; whoever is killed holds it no longer.</summary>
/// <remarks>FileShare.None is a share mode on Windows and <c>flock</c> on Unix. The lock's file is gone when nobody holds it.</remarks>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <param name="progress">Of whoever holds it: while this changes, patience starts anew.</param>
    /// <param name="name">What it is about, for the message.</param>
    /// <exception cref="RustImageException">RIMG7034: the holder makes no progress.</exception>
    public static async Task<FileLock> TakeAsync(
        string path, Func<long> progress, string name, TransferOptions options, CancellationToken cancellation)
    {
        var since = options.Time.GetTimestamp();
        var last = progress();
        while (true)
        {
            if (TryTake(path) is { } held)
                return held;
            var now = progress();
            if (now != last)
                (last, since) = (now, options.Time.GetTimestamp());
            else if (options.Time.GetElapsedTime(since) > options.BusyTimeout)
                throw Messages.DownloadBusy(name, path, options.BusyTimeout).ToException();
            await options.Delay(TimeSpan.FromMilliseconds(100), cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null where another one holds it.</returns>
    internal static FileLock? TryTake(string path)
    {
        FileStream stream;
        try
        {
            var deletion = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, deletion);
        }
        catch (Exception e) when (IsHeld(e))
        {
            return null;
        }
        if (OperatingSystem.IsWindows() || IsStillThere(path, stream))
            return new FileLock(stream);
        stream.Dispose();
        return null;
    }

    public void Dispose()
    {
        using (_stream)
            if (!OperatingSystem.IsWindows())
                File.Delete(_stream.Name);
    }

    /// <summary>ERROR_SHARING_VIOLATION, or EWOULDBLOCK of Linux or macOS; Windows denies a file that is about to be deleted.</summary>
    private static bool IsHeld(Exception e) => e switch
    {
        IOException => e.HResult is unchecked((int)0x80070020) or 11 or 35,
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        _ => false,
    };

    /// <summary>
    /// The holder before may have deleted the file between our opening and our locking it: then we hold a nameless file, and somebody
    /// else the one of this name. A time that nobody else sets tells them apart.
    /// </summary>
    private static bool IsStillThere(string path, FileStream stream)
    {
        // Even seconds after 1980 are a time that every file system keeps.
        var mark = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(2.0 * Random.Shared.Next(1 << 29));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}
