using RustImage.Http;

namespace RustImage.Registry.Requests;

/// <summary>Counts the tries of one request to a registry, waits between them, and makes the message in the end.</summary>
/// <remarks>A registry has no mirrors, so one that can't be reached is tried as often as one that fails.</remarks>
/// <param name="what">What the registry is asked to do, for messages: "take the manifest 'app:1'".</param>
/// <param name="served">Returns how many requests of this client the registry has served so far.</param>
internal sealed class RegistryRetries(string registry, string what, TransferOptions options, Func<long> served)
{
    private readonly RetryCounter _retries = new(options, options.Attempts);
    private long _servedBefore = -1;

    /// <inheritdoc cref="RetryCounter.BypassesCaches"/>
    public bool BypassesCaches => _retries.BypassesCaches;

    /// <inheritdoc cref="RetryCounter.Reset"/>
    public void Reset() => _retries.Reset();

    /// <summary>Waits before the next try.</summary>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: another try would not help.</exception>
    public async Task WaitAsync(TransferException failure, CancellationToken cancellation)
    {
        // A registry that limits requests serves others of this client first. While it does, the count starts again.
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
