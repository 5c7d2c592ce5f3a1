using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>How often one thing is tried with a registry, and what is said when that was enough.</summary>
/// <param name="what">For messages, after "to": "take the manifest 'app:1'".</param>
/// <param name="served">How many requests of this client the registry has served, of whatever kind.</param>
internal sealed class Patience(string registry, string what, TransferOptions options, Func<long> served)
{
    private int _attempts;
    private long _servedBefore = -1;

    /// <summary>Other bytes than promised came once: the next try goes past all caches.</summary>
    public bool IsMistrusting { get; private set; }

    /// <summary>The last try brought something, so it does not count.</summary>
    public void Progress() => _attempts = 0;

    /// <summary>Waits for the next try, if there is to be one.</summary>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: there is none.</exception>
    public async Task WaitAsync(TransferException failure, CancellationToken cancellation)
    {
        // A registry that counts requests has a turn for this one, too, once the others have had theirs.
        if (failure is RegistryBusyException { IsLimit: true } && served() is var now && now != _servedBefore)
            (_attempts, _servedBefore) = (0, now);
        _attempts++;
        if (failure.Failure == Failure.WrongBytes && !IsMistrusting)
        {
            IsMistrusting = true;
            return;
        }
        if (failure.RetryAfter > options.LongestDelay)
            throw Messages.RegistryAsksToWait(registry, what, failure.Message, failure.RetryAfter.Value).ToException(failure);
        if (failure.Failure is not (Failure.Broken or Failure.Unreachable) || _attempts >= options.Attempts)
            throw Reason(failure).ToException(failure);
        await options.Delay(BackOff.After(_attempts, failure.RetryAfter, options), cancellation).ConfigureAwait(false);
    }

    private Diagnostic Reason(TransferException failure)
    {
        var reason = $"{(_attempts > 1 ? $"{_attempts} times, at last " : "")}{failure.Message}";
        return failure switch
        {
            RegistryBusyException => Messages.RegistryRefuses(registry, what, reason),
            { Failure: Failure.WrongBytes } => Messages.RegistryWrongBytes(registry, what, failure.Message),
            _ => Messages.RegistryDoesNotAnswer(registry, what, reason),
        };
    }
}
