using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RustImage.Testing;

/// <summary>One request to a <see cref="TestRegistry"/> and its answer.</summary>
/// <param name="name">The name of the repository.</param>
/// <param name="id">The digest, tag or upload id in the path.</param>
internal sealed class TestExchange(TestRegistry registry, HttpContext context, TestRegistryRequest seen, string name, string id)
{
    public TestRegistryOptions Options { get; } = registry.Options;

    public HttpRequest Request => context.Request;

    public HttpResponse Response => context.Response;

    public TestTransfer Transfer => new(registry, context, seen);

    public string Method => Request.Method;

    public string Name => name;

    public string Id => id;

    /// <summary>The repository, which is created by a push.</summary>
    public TestRepository Repository => registry[name];

    /// <exception cref="TestRegistryRefusal">NAME_UNKNOWN.</exception>
    public TestRepository Existing => registry.Find(name) ?? throw TestRegistryRefusal.NameUnknown(name);

    /// <exception cref="TestRegistryRefusal">DIGEST_INVALID.</exception>
    public Digest Digest => Digest.TryParse(id) ?? throw TestRegistryRefusal.DigestInvalid(id);

    public TestRepository? Find(string other) => registry.Find(other);

    /// <summary>Any repository that has the blob.</summary>
    public TestRepository? FindAny(Digest blob) => registry.Repositories.FirstOrDefault(r => r.Blobs.ContainsKey(blob));

    /// <returns>Null if it is missing.</returns>
    public string? Query(string key) => Request.Query.TryGetValue(key, out var value) ? value.ToString() : null;

    public IReadOnlyList<string> QueryAll(string key) => [.. Request.Query[key].Select(v => v ?? "")];

    /// <param name="path">The path from the root of the registry, with or without a query.</param>
    public string Location(string path, string? host = null) => host is not null ? $"{registry.Address.Scheme}://{host}{path}"
        : Options.RelativeLocations ? path : $"{registry.Address.Scheme}://{registry.Host}{path}";

    public void Status(int status, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        Response.StatusCode = status;
        foreach (var (header, value) in headers)
            Response.Headers[header] = StringValues.Concat(Response.Headers[header], value);
    }

    /// <summary>Sets Docker-Content-Digest if the registry supports it.</summary>
    public void AddDigestHeader(Digest digest)
    {
        if (!Options.NoDigestHeader)
            Response.Headers["Docker-Content-Digest"] = digest.ToString();
    }

    public async Task WriteJsonAsync(object value, string mediaType = "application/json")
    {
        Response.ContentType = mediaType;
        await Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value));
    }
}
