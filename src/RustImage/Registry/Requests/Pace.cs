using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>
/// Once a registry has said that it is asked too much (429), one request at a time goes there, and none before the time that it
/// named: several that come back together would only use up each other's tries.
/// </summary>
internal sealed class Pace(TransferOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _resume;
    private volatile bool _isSlow;
    private long _served;

    /// <summary>Requests that were answered otherwise.</summary>
    public long Served => Interlocked.Read(ref _served);

    public void Serve() => Interlocked.Increment(ref _served);

    /// <param name="asked">Retry-After, or null.</param>
    public void SlowDown(TimeSpan? asked)
    {
        var wait = asked > options.LongestDelay ? options.LongestDelay : asked ?? TimeSpan.Zero;
        Interlocked.Exchange(ref _resume, (options.Time.GetUtcNow() + wait).UtcTicks);
        _isSlow = true;
    }

    /// <returns>Ends the turn; null as long as the registry has not complained.</returns>
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
