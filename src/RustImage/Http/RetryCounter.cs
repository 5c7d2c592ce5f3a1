namespace RustImage.Http;

/// <summary>
/// Counts the failed tries of one request at one server, decides whether another try is worth while, and waits before it.
/// </summary>
/// <remarks>
/// The callers differ where servers do: a download moves on to its next mirror, a registry has no substitute. So they say themselves
/// what an answer means (<see cref="Failure"/>), what progress is, and what message ends the tries.
/// </remarks>
/// <param name="options">The number of tries, and the pauses between them.</param>
/// <param name="unreachableTries">The number of tries at a server that cannot be connected to.</param>
internal sealed class RetryCounter(TransferOptions options, int unreachableTries)
{
    /// <summary>Failed tries in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether the next try must bypass all caches, since the server sent wrong bytes once.</summary>
    public bool BypassesCaches { get; private set; }

    /// <summary>Starts counting again, since the last try made progress.</summary>
    public void Reset() => Failures = 0;

    /// <summary>Counts a failure. Waits before the next try if another try may help.</summary>
    /// <returns>False where another try would not help.</returns>
    public async ValueTask<bool> WaitAsync(TransferException failure, CancellationToken cancellation)
    {
        Failures++;
        if (failure.Failure == Failure.WrongBytes)
            return TryBypassCaches();
        if (Failures >= TriesFor(failure.Failure) || failure.RetryAfter > options.LongestDelay)
            return false;
        await options.Delay(BackOff.After(Failures, failure.RetryAfter, options), cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>The reason of the last failure, with the number of tries: "4 times, at last it answers HTTP 503".</summary>
    public string Describe(TransferException last) => Failures > 1 ? $"{Failures} times, at last {last.Message}" : last.Message;

    private int TriesFor(Failure failure) => failure switch
    {
        Failure.Unreachable => Math.Min(unreachableTries, options.Attempts),
        Failure.Broken => options.Attempts,
        _ => 1,
    };

    /// <summary>Does not wait, since a cache that has wrong bytes keeps them.</summary>
    private bool TryBypassCaches()
    {
        var isFirst = !BypassesCaches;
        BypassesCaches = true;
        return isFirst;
    }
}
