using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>An address that has a file, and the number of tries made there.</summary>
internal sealed record DownloadSource(Uri Address, RetryCounter Retries);

/// <summary>Tries the sources of a file one after another, each several times where another try may succeed.</summary>
internal sealed class DownloadFailover(TransferOptions options, HostThrottles throttles)
{
    /// <summary>A source that cannot be connected to is given up early, as the next one may be reachable.</summary>
    private const int UnreachableTries = 2;

    /// <summary>The options for hosts that are known to be slow.</summary>
    private readonly TransferOptions _patient =
        options with { Attempts = options.Attempts + 2, FirstDelay = options.FirstDelay * 4, LongestDelay = options.LongestDelay * 2 };

    /// <param name="name">The name of the file for messages.</param>
    /// <param name="missingIsAnswer">Whether the result is null, instead of an error, where no source has the file.</param>
    /// <param name="attempt">Tries one source, once.</param>
    /// <returns>The result of the first successful try; null where every source says that it does not have the file.</returns>
    /// <exception cref="RustImageException">
    /// RIMG7032: no source gave the file. RIMG7033: and one gave other bytes. RIMG7036: no source has the file.
    /// </exception>
    public async Task<T?> RunAsync<T>(
        IReadOnlyList<Uri> sources, string name, bool missingIsAnswer, Func<DownloadSource, StallWatch, Task<T>> attempt,
        CancellationToken cancellation)
        where T : class
    {
        var failures = new List<(DownloadSource Source, TransferException Exception)>();
        foreach (var address in sources)
        {
            var source = new DownloadSource(address, new RetryCounter(throttles.IsSpared(address) ? _patient : options, UnreachableTries));
            TransferException failure;
            do
            {
                try
                {
                    using var turn = await throttles.TakeTurnAsync(address, cancellation).ConfigureAwait(false);
                    using var watch = new StallWatch(options, cancellation);
                    return await attempt(source, watch).ConfigureAwait(false);
                }
                catch (TransferException e)
                {
                    failure = e;
                }
            }
            while (await source.Retries.WaitAsync(failure, cancellation).ConfigureAwait(false));
            failures.Add((source, failure));
        }
        if (missingIsAnswer && sources.Count > 0 && failures.All(f => f.Exception.Failure == Failure.Missing))
            return null;
        IReadOnlyList<string> tried = failures.Count == 0
            ? ["nothing, as no address is known"]
            : failures.ConvertAll(f => $"{Redacted.Of(f.Source.Address)} ({f.Source.Retries.Describe(f.Exception)})");
        throw (failures.Exists(f => f.Exception.Failure == Failure.WrongBytes) ? Messages.WrongBytes(name, tried)
            : failures.Count > 0 && failures.All(f => f.Exception.Failure == Failure.Missing) ? Messages.NoSourceHas(name, tried)
            : Messages.DownloadFailed(name, tried))
            .ToException(failures.Count > 0 ? failures[^1].Exception : null);
    }
}
