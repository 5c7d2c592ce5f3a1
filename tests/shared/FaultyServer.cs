using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Testing;

/// <summary>A request as it came.</summary>
/// <param name="Path">Unescaped, without the query: <c>/debian/pool/x.deb</c>.</param>
/// <param name="Target">As it was sent: a path with its query, or a whole address when it came to a proxy.</param>
/// <param name="Headers">By name, in any case.</param>
public sealed record ServedRequest(string Method, string Path, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>
/// An HTTP/1.1 server on a free port of 127.0.0.1 that serves a directory, files of its own, ranges of both, and the faults of real
/// mirrors, proxies and networks. It keeps connections alive, serves many at once, and is gone when it is disposed.
/// </summary>
public sealed class FaultyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _next = new();
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private readonly string? _directory;
    private readonly X509Certificate2? _certificate;
    private int _waiting;

    /// <param name="directory">Served below /, as it is at the time of each request; null for <see cref="Files"/> alone.</param>
    /// <param name="certificate">For https; null for http.</param>
    public FaultyServer(string? directory = null, X509Certificate2? certificate = null)
    {
        _directory = directory;
        _certificate = certificate;
        _listener.Start();
        Address = new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>With a slash at its end.</summary>
    public Uri Address { get; }

    /// <summary>By path, <c>/a/b</c>; they come before those of the directory.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>By path, or <c>*</c> for all: what goes wrong with every answer.</summary>
    public ConcurrentDictionary<string, Fault> Faults { get; } = new();

    /// <summary>Everything that was asked for, in order.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Ends every connection at once, as a network that is gone.</summary>
    public bool IsOffline { get; set; }

    /// <summary>How many answers stall, or wait for <see cref="Fault.Until"/>, at this moment.</summary>
    public int Waiting => _waiting;

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri this[string path] => new(Address, path);

    /// <summary>What goes wrong with the next answers for this path, one after the other; null for nothing. Later ones are sound.</summary>
    public void Next(string path, params Fault?[] faults)
    {
        var queue = _next.GetOrAdd(path, _ => new());
        foreach (var fault in faults)
            queue.Enqueue(fault ?? new Fault());
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        foreach (var client in _clients.Keys)
            client.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _clients[client] = true;
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The end, or a client that left while it waited.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            await using Stream stream = _certificate is null ? client.GetStream() : await SecureAsync(client, _certificate);
            var connection = new FaultyConnection(stream, Find, waiting => Interlocked.Add(ref _waiting, waiting), _end.Token);
            while (!IsOffline && await connection.ReadRequestAsync() is { } request)
            {
                _requests.Enqueue(request);
                if (IsOffline || !await connection.AnswerAsync(request, FaultOf(request.Path)))
                    break;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client left, or does not trust the certificate: that is for the client to report.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task<Stream> SecureAsync(TcpClient client, X509Certificate2 certificate)
    {
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _end.Token);
        return tls;
    }

    private Fault FaultOf(string path) =>
        _next.TryGetValue(path, out var queue) && queue.TryDequeue(out var next) ? next
        : Faults.TryGetValue(path, out var fault) || Faults.TryGetValue("*", out fault) ? fault : new Fault();

    private byte[]? Find(string path)
    {
        if (Files.TryGetValue(path, out var bytes))
            return bytes;
        if (_directory is null)
            return null;
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(_directory)) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, path.TrimStart('/')));
        return file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }
}
