using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>The tries of one thing with a registry, and the message when they are used up.</summary>
/// <remarks>A registry has no substitute, so one that cannot be reached is tried as often as one that answers badly.</remarks>
/// <param name="what">For messages, after "to": "take the manifest 'app:1'".</param>
/// <param name="served">How many requests of this client the registry has served, of whatever kind.</param>
internal sealed class RegistryRetries(string registry, string what, TransferOptions options, Func<long> served)
{
    private readonly RetryCounter _retries = new(options, options.Attempts);
    private long _servedBefore = -1;

    /// <inheritdoc cref="RetryCounter.BypassesCaches"/>
    public bool BypassesCaches => _retries.BypassesCaches;

    /// <inheritdoc cref="RetryCounter.Reset"/>
    public void Progress() => _retries.Reset();

    /// <summary>Waits for the next try.</summary>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: no further try is worth while.</exception>
    public async Task WaitAsync(TransferException failure, CancellationToken cancellation)
    {
        // A registry that limits requests serves this one, too, once the others have had theirs.
        if (failure is RegistryBusyException { IsLimit: true } && served() is var now && now != _servedBefore)
        {
            _servedBefore = now;
            _retries.Reset();
        }
        if (!await _retries.WaitAsync(failure, cancellation).ConfigureAwait(false))
            throw Reason(failure).ToException(failure);
    }

    private Diagnostic Reason(TransferException failure) => failure switch
    {
        { RetryAfter: { } wait } when wait > options.LongestDelay => Messages.RegistryAsksToWait(registry, what, failure.Message, wait),
        RegistryBusyException => Messages.RegistryRefuses(registry, what, _retries.Describe(failure)),
        { Failure: Failure.WrongBytes } => Messages.RegistryWrongBytes(registry, what, failure.Message),
        _ => Messages.RegistryDoesNotAnswer(registry, what, _retries.Describe(failure)),
    };
}
