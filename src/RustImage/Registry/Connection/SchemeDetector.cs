using System.Net.Sockets;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Finds out, with the first request, whether a registry that may speak plain HTTP does so.</summary>
internal sealed class SchemeDetector(RegistryName registry, InsecureHosts insecure, HostClientPool clients) : IDisposable
{
    private readonly SemaphoreSlim _first = new(1);
    private readonly bool _mayBePlain = insecure.MaySpeakPlain(registry);
    private volatile Uri? _known;

    /// <param name="send">Sends one request below the root that it gets.</param>
    /// <exception cref="RustImageException">RIMG6103: it speaks plain HTTP, and must not.</exception>
    public async Task<T> SendAsync<T>(Func<Uri, Task<T>> send, StallWatch watch, CancellationToken cancellation)
        where T : class
    {
        if (_known is { } known)
            return await send(known).ConfigureAwait(false);
        if (!_mayBePlain)
            return await TryHttpsAsync(send, watch).ConfigureAwait(false) ?? throw Messages.PlainRegistry(registry.Name).ToException();
        await _first.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_known is null && await TryHttpsAsync(send, watch).ConfigureAwait(false) is { } answer)
                return answer;
            _known ??= registry.PlainAddress;
        }
        finally
        {
            _first.Release();
        }
        return await send(_known).ConfigureAwait(false);
    }

    public void Dispose() => _first.Dispose();

    /// <returns>Null where plain HTTP is spoken instead.</returns>
    private async Task<T?> TryHttpsAsync<T>(Func<Uri, Task<T>> send, StallWatch watch)
        where T : class
    {
        try
        {
            var answer = await send(registry.Address).ConfigureAwait(false);
            _known = registry.Address;
            return answer;
        }
        catch (TransferException e) when (IsNoTls(e))
        {
            if (await SpeaksPlainAsync(e, watch).ConfigureAwait(false))
                return null;
            throw;
        }
    }

    /// <summary>TLS did not come about; whether for want of it the same place, or 80 beside 443, will tell.</summary>
    private bool IsNoTls(TransferException e) => e.InnerException switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => true,
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => !registry.HasPort,
        // A server that waits for the rest of what it takes for a request's line.
        OperationCanceledException => _mayBePlain && e.Failure == Failure.Unreachable,
        _ => false,
    };

    /// <remarks>Without any credentials. Servers with TLS answer 400 to this or send to https; those without it answer as to any stranger.</remarks>
    private async Task<bool> SpeaksPlainAsync(TransferException e, StallWatch watch)
    {
        // Many a host with https has something on port 80; for one that must not be plain, only the port that was no TLS tells.
        var isOtherPort = _mayBePlain || e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        var address = new UriBuilder(registry.PlainAddress) { Port = isOtherPort ? registry.PlainAddress.Port : registry.Address.Port, Path = "/v2/" }.Uri;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            using var answer = await watch.RunAsync(c => new ValueTask<HttpResponseMessage>(
                clients.Of(address).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, c))).ConfigureAwait(false);
            return (int)answer.StatusCode is (>= 200 and < 300) or 401 or 403 or 404 or 429 or >= 500;
        }
        catch (TransferException)
        {
            return false;
        }
    }
}
