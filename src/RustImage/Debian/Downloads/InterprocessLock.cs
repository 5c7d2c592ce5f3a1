using RustImage.Cache;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>A lock between processes. A process that is killed releases it.</summary>
/// <remarks>
/// It is a file opened with FileShare.None: a share mode on Windows, <c>flock</c> on Unix. The file is deleted on release.
/// </remarks>
internal sealed class InterprocessLock : IDisposable
{
    private readonly FileStream _stream;

    private InterprocessLock(FileStream stream) => _stream = stream;

    /// <summary>Waits for the lock, as long as its holder makes progress.</summary>
    /// <param name="progress">Measures the holder's progress. Each change of the value restarts the time limit.</param>
    /// <param name="name">The name of the locked file for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG7034: the holder made no progress for <see cref="TransferOptions.BusyTimeout"/>.
    /// </exception>
    public static async Task<InterprocessLock> TakeAsync(
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

    /// <returns>Null where another process holds the lock.</returns>
    internal static InterprocessLock? TryTake(string path)
    {
        FileStream stream;
        try
        {
            var deletion = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, deletion);
        }
        catch (Exception e) when (CacheLock.IsHeld(e))
        {
            return null;
        }
        if (OperatingSystem.IsWindows() || IsStillThere(path, stream))
            return new InterprocessLock(stream);
        stream.Dispose();
        return null;
    }

    public void Dispose()
    {
        using (_stream)
            if (!OperatingSystem.IsWindows())
                File.Delete(_stream.Name);
    }

    /// <summary>
    /// The former holder may have deleted the file after we opened it and before we locked it. Then we hold a file without a name, and
    /// another process may hold the file of this name. A random time, set on our file, tells whether it is the same file.
    /// </summary>
    private static bool IsStillThere(string path, FileStream stream)
    {
        // Every file system can store even seconds after 1980.
        var mark = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(2.0 * Random.Shared.Next(1 << 29));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}
