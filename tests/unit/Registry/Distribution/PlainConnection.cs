using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>A connection without TLS and without credentials.</summary>
internal sealed class PlainConnection(string host, TransferOptions options) : IRegistryConnection
{
    private readonly HttpClient _http = new(HttpConnections.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public string Registry => host;

    public bool LacksCredentials => false;

    /// <summary>Refuses requests for which it returns a reason.</summary>
    public Func<RegistryRequest, string?> Denies { get; init; } = _ => null;

    public async Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellation)
    {
        if (Denies(request) is { } reason)
            throw new RegistryDeniedException(new Diagnostic("RIMG6102", $"{reason}"));
        using var watch = new StallWatch(options, cancellation);
        using var message = new HttpRequestMessage(request.Method, new Uri(new Uri($"http://{host}/"), request.Target));
        message.Content = request.Content?.Invoke(watch);
        request.Headers?.Invoke(message.Headers);
        return await watch.RunAsync(
            c => new ValueTask<HttpResponseMessage>(_http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, c)));
    }

    public void Dispose() => _http.Dispose();
}
