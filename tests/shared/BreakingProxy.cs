using System.Net;
using System.Net.Sockets;

namespace RustImage.Testing;

/// <summary>Imitates a bad network: forwards bytes to a server, and breaks the first connections after a number of bytes.</summary>
internal sealed class BreakingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly long _breakAfter;
    private readonly int _bytesPerSecond;
    private int _breaks;
    private long _sent;

    /// <param name="breakAfter">Bytes from the client after which a connection breaks.</param>
    /// <param name="breaks">The number of connections that break. Later ones do not.</param>
    /// <param name="bytesPerSecond">The limit for each connection from the client. 0 means no limit.</param>
    public BreakingProxy(int target, long breakAfter = long.MaxValue, int breaks = 0, int bytesPerSecond = 0)
    {
        (_target, _breakAfter, _breaks, _bytesPerSecond) = (target, breakAfter, breaks, bytesPerSecond);
        // Bytes buffered here would reach the server long after the client has gone.
        _listener.Server.ReceiveBufferSize = 1 << 14;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Host => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The number of bytes that clients have sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>The number of remaining breaks.</summary>
    public int BreaksLeft => Volatile.Read(ref _breaks);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await Task.WhenAny(ForwardToServerAsync(client, server), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // When one side ends, the other one ends, too.
            }
        }
    }

    private async Task ForwardToServerAsync(TcpClient client, TcpClient server)
    {
        var buffer = new byte[1 << 14];
        long passed = 0;
        while (await client.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            Interlocked.Add(ref _sent, count);
            passed += count;
            await server.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            if (passed >= _breakAfter && Interlocked.Decrement(ref _breaks) >= 0)
            {
                // A reset, so that bytes in transit are lost.
                client.LingerState = new LingerOption(true, 0);
                return;
            }
            if (_bytesPerSecond > 0)
                await Task.Delay(TimeSpan.FromSeconds((double)count / _bytesPerSecond), _end.Token);
        }
    }
}
