using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>What is known of one source while a file is tried there.</summary>
internal sealed class Visit(Uri source)
{
    public Uri Source { get; } = source;

    /// <summary>Failed ones in a row.</summary>
    public int Attempts { get; set; }

    /// <summary>The source gave other bytes than promised, once.</summary>
    public bool Mistrusted { get; set; }
}

/// <summary>Tries the sources of one file in turn, each as often as its failures deserve.</summary>
internal sealed class SourceRound(TransferOptions options, HostTurns turns)
{
    private readonly TransferOptions _patient =
        options with { Attempts = options.Attempts + 2, FirstDelay = options.FirstDelay * 4, LongestDelay = options.LongestDelay * 2 };

    /// <param name="name">The file's, for the message.</param>
    /// <returns>What the first good try returned, or null where every source says that it has no such file and that is an answer.</returns>
    /// <exception cref="RustImageException">RIMG7032: no source gave the file. RIMG7033: and one gave other bytes.</exception>
    public async Task<T?> RunAsync<T>(
        IReadOnlyList<Uri> sources, string name, bool missingIsAnswer, Func<Visit, StallWatch, Task<T>> attempt, CancellationToken cancellation)
        where T : class
    {
        var failures = new List<(Uri Source, int Attempts, TransferException Exception)>();
        foreach (var source in sources)
        {
            var visit = new Visit(source);
            var patience = turns.IsSpared(source) ? _patient : options;
            while (true)
            {
                try
                {
                    using var turn = await turns.TakeAsync(source, cancellation).ConfigureAwait(false);
                    using var watch = new StallWatch(options, cancellation);
                    return await attempt(visit, watch).ConfigureAwait(false);
                }
                catch (TransferException e)
                {
                    visit.Attempts++;
                    if (IsLast(e, visit, patience))
                    {
                        failures.Add((source, visit.Attempts, e));
                        break;
                    }
                    if (e.Failure is Failure.Broken or Failure.Unreachable)
                        await options.Delay(BackOff.After(visit.Attempts, e.RetryAfter, patience), cancellation).ConfigureAwait(false);
                    visit.Mistrusted |= e.Failure == Failure.WrongBytes;
                }
            }
        }
        if (missingIsAnswer && sources.Count > 0 && failures.All(f => f.Exception.Failure == Failure.Missing))
            return null;
        IReadOnlyList<string> tried = failures.Count == 0
            ? ["nothing, as no address is known"]
            : failures.ConvertAll(f => $"{Redacted.Of(f.Source)} ({Tries(f.Attempts)}{f.Exception.Message})");
        throw (failures.Exists(f => f.Exception.Failure == Failure.WrongBytes) ? Messages.WrongBytes(name, tried)
            : failures.Count > 0 && failures.All(f => f.Exception.Failure == Failure.Missing) ? Messages.NoSourceHas(name, tried)
            : Messages.DownloadFailed(name, tried))
            .ToException(failures.Count > 0 ? failures[^1].Exception : null);
    }

    private static bool IsLast(TransferException e, Visit visit, TransferOptions patience) => e.Failure switch
    {
        Failure.Unreachable => visit.Attempts >= Math.Min(2, patience.Attempts),
        Failure.Broken => visit.Attempts >= patience.Attempts || e.RetryAfter > patience.LongestDelay,
        Failure.WrongBytes => visit.Mistrusted,
        _ => true,
    };

    private static string Tries(int attempts) => attempts > 1 ? $"{attempts} times, at last " : "";
}
