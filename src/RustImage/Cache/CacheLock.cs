namespace RustImage.Cache;

/// <summary>
/// Lets any number of builds use the cache at the same time, or one CleanCache change it. A process that is killed releases its lock.
/// </summary>
/// <remarks>
/// It is a file opened with FileShare.Read or FileShare.None: a share mode on Windows, <c>flock</c> on Unix. So it also works between
/// containers that share a directory, and over NFS.
/// </remarks>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Null where the cache can't be written to. Then nobody can clean it, either.</summary>
    private readonly FileStream? _file;

    private CacheLock(FileStream? file) => _file = file;

    /// <summary>How long a build or CleanCache waits for the other.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Waits while the cache is being cleaned, which takes milliseconds. Until the lock is disposed, nothing is removed.</summary>
    /// <param name="directory">RustImageCacheDirectory.</param>
    /// <exception cref="RustImageException">RIMG0007: the cache is being cleaned for longer than <paramref name="patience"/>.</exception>
    public static async Task<CacheLock> ShareAsync(string directory, CancellationToken cancellation, TimeSpan? patience = null) =>
        await WaitAsync(() => TryShare(directory), null, patience ?? Patience, cancellation).ConfigureAwait(false)
            ?? throw Messages.CacheBusy(directory, "CleanCache").ToException();

    /// <summary>Waits until no build uses the cache. Until the lock is disposed, builds wait.</summary>
    /// <param name="waiting">Called once if builds use the cache.</param>
    /// <exception cref="RustImageException">RIMG0007: builds use the cache for longer than <paramref name="patience"/>.</exception>
    public static async Task<CacheLock> TakeAsync(string directory, Action waiting, TimeSpan patience, CancellationToken cancellation) =>
        await WaitAsync(() => TryTake(directory), waiting, patience, cancellation).ConfigureAwait(false)
            ?? throw Messages.CacheBusy(directory, "another build").ToException();

    public void Dispose() => _file?.Dispose();

    /// <summary>
    /// Recognises ERROR_SHARING_VIOLATION, and EWOULDBLOCK of Linux and macOS. Windows denies access to a file that is being deleted.
    /// </summary>
    internal static bool IsHeld(Exception e) => e switch
    {
        IOException => e.HResult is unchecked((int)0x80070020) or 11 or 35,
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        _ => false,
    };

    private static async Task<CacheLock?> WaitAsync(
        Func<CacheLock?> attempt, Action? waiting, TimeSpan patience, CancellationToken cancellation)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (attempt() is { } taken)
                return taken;
            if (Environment.TickCount64 >= end)
                return null;
            waiting?.Invoke();
            waiting = null;
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null where CleanCache holds the lock.</returns>
    private static CacheLock? TryShare(string directory)
    {
        try
        {
            return new CacheLock(Open(directory, FileAccess.Read, FileShare.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return IsHeld(e) ? null : new CacheLock(null);
        }
    }

    /// <returns>Null where a build or another CleanCache holds the lock.</returns>
    private static CacheLock? TryTake(string directory)
    {
        try
        {
            // NFS gives an exclusive lock only to a file that is open for writing.
            return new CacheLock(Open(directory, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (IsHeld(e))
        {
            return null;
        }
    }

    private static FileStream Open(string directory, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(directory);
        return new FileStream(new CacheLayout(directory).Lock, FileMode.OpenOrCreate, access, share, bufferSize: 0);
    }
}
