namespace RustImage.Http;

/// <summary>Exponential back-off with jitter between two tries.</summary>
internal static class BackOff
{
    /// <param name="attempts">The number of failed tries, at least 1.</param>
    /// <param name="asked">The wait that the server asks for (Retry-After), or null. No shorter wait is returned.</param>
    /// <returns>
    /// The first delay, doubled with each try, times a random factor of 0.5 to 1.5, so that many clients do not come back at once.
    /// </returns>
    public static TimeSpan After(int attempts, TimeSpan? asked, TransferOptions options)
    {
        var delay = options.FirstDelay * Math.Pow(2, Math.Min(attempts, 20) - 1) * (0.5 + Random.Shared.NextDouble());
        if (delay > options.LongestDelay)
            delay = options.LongestDelay;
        return asked > delay ? asked.Value : delay;
    }
}
