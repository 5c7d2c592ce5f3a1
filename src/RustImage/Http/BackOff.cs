namespace RustImage.Http;

/// <summary>How long to wait before the next try.</summary>
internal static class BackOff
{
    /// <param name="attempts">How many there were, 1 at least.</param>
    /// <param name="asked">What the server asked for (Retry-After), which is the least to wait.</param>
    /// <returns>Between half and one and a half of the first delay, doubled with each try, so that many clients do not come back at once.</returns>
    public static TimeSpan After(int attempts, TimeSpan? asked, TransferOptions options)
    {
        var delay = options.FirstDelay * Math.Pow(2, Math.Min(attempts, 20) - 1) * (0.5 + Random.Shared.NextDouble());
        if (delay > options.LongestDelay)
            delay = options.LongestDelay;
        return asked > delay ? asked.Value : delay;
    }
}
