using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RustImage.FunctionalTests.Servers;

/// <summary>Serves one page over HTTPS on a free port of 127.0.0.1 until disposal.</summary>
internal sealed class HttpsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public HttpsServer(X509Certificate2 certificate, string page)
    {
        _listener.Start();
        _serving = ServeAsync(certificate, page);
    }

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync(X509Certificate2 certificate, string page)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client, certificate, page);
            }
            catch (Exception e)
                when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The end of the server, or a client that does not trust the certificate and reports that itself.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, X509Certificate2 certificate, string page)
    {
        using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _end.Token);
        using var reader = new StreamReader(tls, Encoding.ASCII);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
            continue;
        var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(page)}\r\nConnection: close\r\n\r\n{page}";
        await tls.WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
        await tls.ShutdownAsync();
    }
}
