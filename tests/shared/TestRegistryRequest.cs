using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RustImage.Testing;

/// <summary>A request as a <see cref="TestRegistry"/> saw it.</summary>
public sealed class TestRegistryRequest
{
    private readonly Dictionary<string, string> _headers;

    internal TestRegistryRequest(HttpRequest request)
    {
        Method = request.Method;
        Host = request.Host.Value ?? "";
        Path = request.Path.Value ?? "";
        Target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        HasAuthorization = request.Headers.ContainsKey("Authorization");
        _headers = request.Headers.Where(h => h.Key != "Authorization")
            .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    /// <summary>The host with its port.</summary>
    public string Host { get; }

    /// <summary>The unescaped path without the query.</summary>
    public string Path { get; }

    /// <summary>The path and the query as sent.</summary>
    public string Target { get; }

    public bool HasAuthorization { get; }

    /// <summary>The number of read body bytes.</summary>
    public long BodyBytes { get; internal set; }

    /// <summary>The status of the answer, or 0 without an answer.</summary>
    public int Status { get; internal set; }

    /// <returns>The header, or null if it was not sent. Authorization is not kept.</returns>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    public bool Is(string method, string path) => Method == method && Path == path;

    /// <summary>A text for messages of tests: <c>PUT /v2/a/manifests/b → 201, 7 bytes</c>.</summary>
    public override string ToString() => $"{Method} {Target} → {Status}, {BodyBytes} bytes";
}
