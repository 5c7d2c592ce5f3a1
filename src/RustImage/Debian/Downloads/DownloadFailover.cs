using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>One source of a file, and the tries made there.</summary>
internal sealed record DownloadSource(Uri Address, RetryCounter Retries);

/// <summary>Tries the sources of a file in turn, each as often as is worth while.</summary>
internal sealed class DownloadFailover(TransferOptions options, HostThrottles throttles)
{
    /// <summary>A source that cannot be connected to is given up early, as the next one may be reachable.</summary>
    private const int UnreachableTries = 2;

    /// <summary>For hosts that are known to be slow.</summary>
    private readonly TransferOptions _patient =
        options with { Attempts = options.Attempts + 2, FirstDelay = options.FirstDelay * 4, LongestDelay = options.LongestDelay * 2 };

    /// <param name="name">The file's, for the message.</param>
    /// <param name="missingIsAnswer">Whether it is an answer, and not an error, that no source has the file.</param>
    /// <param name="attempt">Tries one source, once.</param>
    /// <returns>The result of the first good try; null where every source says that it has no such file and that is an answer.</returns>
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
