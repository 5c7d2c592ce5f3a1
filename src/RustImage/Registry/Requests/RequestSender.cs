using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>Sends the requests of one client, at most as many at once as the settings allow.</summary>
internal sealed class RequestSender(IRegistryConnection connection, RegistrySettings settings) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(1, settings.Connections));
    private readonly Throttle _throttle = new(settings.Transfer);
    private long _served;

    public string Registry => connection.Registry;

    public RegistrySettings Settings => settings;

    /// <inheritdoc cref="IRegistryConnection.LacksCredentials"/>
    public bool LacksCredentials => connection.LacksCredentials;

    public RegistryRetries StartRetries(string what) => new(Registry, what, settings.Transfer, () => Interlocked.Read(ref _served));

    /// <summary>Sends a request once.</summary>
    /// <param name="read">Reads the response, which is disposed afterwards.</param>
    /// <exception cref="TransferException">The connection failed, or the registry can't answer now. Another try may help.</exception>
    /// <exception cref="RegistryDeniedException">The registry denies access.</exception>
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

    /// <summary>Sends a request once without waiting for others, since it may be the one that ends them.</summary>
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
            throw new RegistryBusyException(await answer.ReadErrorAsync().ConfigureAwait(false), asked, isLimit);
        }
        Interlocked.Increment(ref _served);
        return await read(answer).ConfigureAwait(false);
    }

    /// <summary>Sends a request, and tries again where that may help.</summary>
    /// <param name="what">What the registry is asked to do, for messages: "take the manifest 'app:1'".</param>
    /// <param name="request">Makes the request for each try. Its argument says whether to bypass all caches.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: all tries failed.</exception>
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

    public Task<T> RunAsync<T>(
        string what, RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellation) =>
        RunAsync(what, _ => request, read, cancellation);

    public void Dispose()
    {
        _turns.Dispose();
        _throttle.Dispose();
        connection.Dispose();
    }

    /// <summary>Whether another try may help. After 501 (not implemented) it never does.</summary>
    private static bool IsPassing(int status) => status is 408 or 425 or 429 or >= 500 and not 501;
}
