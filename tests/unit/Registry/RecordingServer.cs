using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry;

/// <summary>A received request.</summary>
/// <param name="Query">The unescaped query with its question mark, or empty.</param>
internal sealed record ReceivedRequest(string Host, string Method, string Path, string Query, string? Authorization, string Body)
{
    public bool IsProbe => (Method, Path, Authorization) == ("GET", "/v2/", null);
}

/// <summary>A server on loopback that records its requests.</summary>
internal sealed class RecordingServer : IDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, (int Status, string Location)> _redirects = new();
    private readonly LoopbackServer _server;

    public RecordingServer(Func<ReceivedRequest, HttpResponse, Task> answer, X509Certificate2? certificate = null,
        bool wantsClientCertificate = false, IPAddress? address = null) => _server = new LoopbackServer(
        async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var request = new ReceivedRequest(
                context.Request.Host.Value!, context.Request.Method, context.Request.Path,
                Uri.UnescapeDataString(context.Request.QueryString.Value ?? ""),
                context.Request.Headers.Authorization, await body.ReadToEndAsync());
            _requests.Enqueue(request);
            if (request.IsProbe)
                context.Response.StatusCode = 401;
            else if (_redirects.TryGetValue(request.Path, out var redirect))
                (context.Response.StatusCode, context.Response.Headers.Location) = (redirect.Status, redirect.Location);
            else
                await answer(request, context.Response);
        },
        certificate, wantsClientCertificate, address);

    public string Host => _server.Host;

    public int Port => _server.Address.Port;

    public Uri Address => _server.Address;

    /// <summary>The requests in order, without the one that probes for plain HTTP.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests.Where(r => !r.IsProbe)];

    public int Probes => _requests.Count(r => r.IsProbe);

    public void Redirect(string path, int status, string location) => _redirects[path] = (status, location);

    public void Dispose() => _server.Dispose();
}
