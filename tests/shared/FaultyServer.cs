using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Testing;

/// <summary>A received request.</summary>
/// <param name="Path">The unescaped path without the query: <c>/debian/pool/x.deb</c>.</param>
/// <param name="Target">The target as sent: a path with its query, or a whole address for a proxy.</param>
/// <param name="Headers">Headers by name in any case.</param>
public sealed record ServedRequest(string Method, string Path, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>
/// An HTTP/1.1 server on a free port of 127.0.0.1 that serves a directory, other files, ranges of both, and the faults of real
/// mirrors, proxies and networks. It keeps connections alive and serves many at once.
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

    /// <param name="directory">A directory served below / in its current state. Null for <see cref="Files"/> alone.</param>
    /// <param name="certificate">The certificate for HTTPS, or null for HTTP.</param>
    public FaultyServer(string? directory = null, X509Certificate2? certificate = null)
    {
        _directory = directory;
        _certificate = certificate;
        _listener.Start();
        Address = new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>The address with a final slash.</summary>
    public Uri Address { get; }

    /// <summary>Files by path (<c>/a/b</c>). They win over those of the directory.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Faults of every answer, by path, or <c>*</c> for all paths.</summary>
    public ConcurrentDictionary<string, Fault> Faults { get; } = new();

    /// <summary>All requests in order.</summary>
    public IReadOnlyList<ServedRequest> Requests => [.. _requests];

    /// <summary>Closes every connection at once, like a lost network.</summary>
    public bool IsOffline { get; set; }

    /// <summary>The number of answers that currently stall or wait for <see cref="Fault.Until"/>.</summary>
    public int Waiting => _waiting;

    /// <summary>An address without a listener.</summary>
    public static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri this[string path] => new(Address, path);

    /// <summary>Sets the faults of the next answers for this path. Null means no fault. Later answers have none.</summary>
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
                // The end of the server, or a client that left while it waited.
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
            // The client left, or does not trust the certificate, and reports that itself.
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
