namespace RustImage.Http;

/// <summary>
/// Limits the requests to a server that asks for it. Until then, any number of requests may run. From then on one runs at a time, and
/// none before the time that the server named. Several at once would only use up each other's tries.
/// </summary>
internal sealed class Throttle(TransferOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _resume;
    private volatile bool _isSlow;

    /// <summary>Limits the requests from now on.</summary>
    /// <param name="retryAfter">How long the server asks to wait, or null. The wait is never longer than the longest delay.</param>
    public void SlowDown(TimeSpan? retryAfter = null)
    {
        var wait = retryAfter > options.LongestDelay ? options.LongestDelay : retryAfter ?? TimeSpan.Zero;
        Interlocked.Exchange(ref _resume, (options.Time.GetUtcNow() + wait).UtcTicks);
        _isSlow = true;
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <returns>Disposed after the request; null while requests are not limited.</returns>
    public async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellation)
    {
        if (!_isSlow)
            return null;
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        var turn = new Turn(_turn);
        try
        {
            var wait = new DateTimeOffset(Interlocked.Read(ref _resume), TimeSpan.Zero) - options.Time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await options.Delay(wait, cancellation).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
