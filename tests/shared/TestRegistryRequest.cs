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

    /// <summary>With its port.</summary>
    public string Host { get; }

    /// <summary>Unescaped, without the query.</summary>
    public string Path { get; }

    /// <summary>The path and the query as they were sent.</summary>
    public string Target { get; }

    public bool HasAuthorization { get; }

    /// <summary>How much of the body was read.</summary>
    public long BodyBytes { get; internal set; }

    /// <summary>Of the answer; 0 where none was given.</summary>
    public int Status { get; internal set; }

    /// <returns>Null where it was not sent; Authorization is not kept.</returns>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    public bool Is(string method, string path) => Method == method && Path == path;

    /// <summary>For messages of tests: <c>PUT /v2/a/manifests/b → 201, 7 bytes</c>.</summary>
    public override string ToString() => $"{Method} {Target} → {Status}, {BodyBytes} bytes";
}
