using System.Net;
using System.Net.Sockets;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>A network that breaks: passes connections on, and cuts one in the middle.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IPEndPoint _target;
    private long _left;

    /// <param name="target"><c>127.0.0.1:PORT</c></param>
    /// <param name="cutAfter">Bytes to the target, of all connections together; then the one that sends is cut, and no other.</param>
    public CuttingProxy(string target, long cutAfter)
    {
        (_target, _left) = (IPEndPoint.Parse(target), cutAfter);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Host => _listener.LocalEndpoint.ToString()!;

    public bool HasCut => _left <= 0;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        try
        {
            using var server = new TcpClient();
            using (client)
            {
                await server.ConnectAsync(_target, _end.Token);
                await Task.WhenAny(ForthAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side left.
        }
    }

    private async Task ForthAsync(NetworkStream client, NetworkStream server)
    {
        var buffer = new byte[1 << 14];
        while (await client.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            var before = _left;
            if (before > 0 && (_left = before - count) <= 0)
                return;
        }
    }
}
