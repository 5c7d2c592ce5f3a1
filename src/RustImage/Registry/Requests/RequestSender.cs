using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>Sends the requests of one client, no more at once than the registry may be asked.</summary>
internal sealed class RequestSender(IRegistryConnection connection, RegistrySettings settings) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(1, settings.Connections));
    private readonly Throttle _throttle = new(settings.Transfer);
    private long _served;

    public string Registry => connection.Registry;

    public RegistrySettings Settings => settings;

    public RegistryRetries StartRetries(string what) => new(Registry, what, settings.Transfer, () => Interlocked.Read(ref _served));

    /// <summary>One try.</summary>
    /// <param name="read">Takes what is needed of the answer, which is gone afterwards.</param>
    /// <exception cref="TransferException">No answer came, or one that says that another try is worth while.</exception>
    /// <exception cref="RegistryDeniedException">The registry wants other credentials.</exception>
    public async Task<T> SendAsync<T>(RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            using var turn = await _throttle.TakeTurnAsync(cancellation).ConfigureAwait(false);
            return await SendNowAsync(request, read, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>One try that waits for no other, as those may be what it is to end.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<T> SendNowAsync<T>(RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellation)
    {
        using var message = await connection.SendAsync(request, cancellation).ConfigureAwait(false);
        using var watch = new StallWatch(settings.Transfer, cancellation);
        var answer = new RegistryResponse(message, watch, Registry);
        if (IsPassing(answer.Status))
        {
            var asked = HttpConnections.RetryAfter(message, settings.Transfer.Time);
            var isLimit = answer.Status == 429;
            if (isLimit)
                _throttle.SlowDown(asked);
            throw new RegistryBusyException(await answer.WordsAsync().ConfigureAwait(false), asked, isLimit);
        }
        Interlocked.Increment(ref _served);
        return await read(answer).ConfigureAwait(false);
    }

    /// <summary>As many tries as the failures deserve.</summary>
    /// <param name="what">For messages, after "to": "take the manifest 'app:1'".</param>
    /// <param name="request">Made for each try; told whether to go past all caches.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204.</exception>
    public async Task<T> RunAsync<T>(
        string what, Func<bool, RegistryRequest> request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellation)
    {
        var retries = StartRetries(what);
        while (true)
        {
            try
            {
                return await SendAsync(request(retries.BypassesCaches), read, cancellation).ConfigureAwait(false);
            }
            catch (TransferException e)
            {
                await retries.WaitAsync(e, cancellation).ConfigureAwait(false);
            }
        }
    }

    public Task<T> RunAsync<T>(string what, RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellation) =>
        RunAsync(what, _ => request, read, cancellation);

    public void Dispose()
    {
        _turns.Dispose();
        _throttle.Dispose();
        connection.Dispose();
    }

    /// <summary>501 (not implemented) is for ever.</summary>
    private static bool IsPassing(int status) => status is 408 or 425 or 429 or >= 500 and not 501;
}
