using System.Net;
using System.Net.Sockets;

namespace RustImage.Testing;

/// <summary>Passes bytes on to a server, and breaks the first connections once enough has gone through: a bad network.</summary>
internal sealed class BreakingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly long _breakAfter;
    private readonly int _bytesPerSecond;
    private int _breaks;
    private long _sent;

    /// <param name="breakAfter">Bytes that the client sends over one connection before it breaks.</param>
    /// <param name="breaks">How many connections break; those after them hold.</param>
    /// <param name="bytesPerSecond">Of each connection, from the client; 0 for as many as come.</param>
    public BreakingProxy(int target, long breakAfter = long.MaxValue, int breaks = 0, int bytesPerSecond = 0)
    {
        (_target, _breakAfter, _breaks, _bytesPerSecond) = (target, breakAfter, breaks, bytesPerSecond);
        // What a client that has gone left behind in here would still reach the server, long after.
        _listener.Server.ReceiveBufferSize = 1 << 14;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Host => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Bytes that clients have sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Breaks that are still to come.</summary>
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
                await Task.WhenAny(UpAsync(client, server), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone, and so is the other one then.
            }
        }
    }

    private async Task UpAsync(TcpClient client, TcpClient server)
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
                // A reset, not an end: what is on its way is lost.
                client.LingerState = new LingerOption(true, 0);
                return;
            }
            if (_bytesPerSecond > 0)
                await Task.Delay(TimeSpan.FromSeconds((double)count / _bytesPerSecond), _end.Token);
        }
    }
}
