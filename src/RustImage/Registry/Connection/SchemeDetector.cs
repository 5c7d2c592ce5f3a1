using System.Net.Sockets;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Finds out with the first request whether a registry speaks https or plain HTTP.</summary>
internal sealed class SchemeDetector(RegistryName registry, InsecureHosts insecure, HostClientPool clients) : IDisposable
{
    private readonly SemaphoreSlim _first = new(1);
    private readonly bool _mayBePlain = insecure.MaySpeakPlain(registry);
    private volatile Uri? _known;

    /// <param name="send">Sends the request to the registry at the given address.</param>
    /// <exception cref="RustImageException">RIMG6103: the registry speaks plain HTTP, but must not.</exception>
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

    /// <returns>Null where the registry speaks plain HTTP.</returns>
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

    /// <summary>
    /// Whether the TLS handshake failed, or port 443 is closed. Then the same port (or port 80, where none was named) is asked in plain
    /// HTTP to learn whether the server speaks TLS at all.
    /// </summary>
    private bool IsNoTls(TransferException e) => e.InnerException switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => true,
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => !registry.HasPort,
        // A server without TLS may take the handshake for the start of a request, and wait for its end.
        OperationCanceledException => _mayBePlain && e.Failure == Failure.Unreachable,
        _ => false,
    };

    /// <remarks>
    /// The request has no credentials. Servers with TLS answer 400 to it, or redirect to https. Servers without TLS answer as they would to
    /// anybody.
    /// </remarks>
    private async Task<bool> SpeaksPlainAsync(TransferException e, StallWatch watch)
    {
        // Many hosts with https also listen on port 80. So where plain HTTP is not allowed, only the port whose handshake failed counts.
        var isOtherPort = _mayBePlain || e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        var port = isOtherPort ? registry.PlainAddress.Port : registry.Address.Port;
        var address = new UriBuilder(registry.PlainAddress) { Port = port, Path = "/v2/" }.Uri;
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
