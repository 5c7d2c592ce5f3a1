using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>
/// An in-memory registry with all of OCI distribution-spec 1.1. It refuses everything that the spec does not allow, records every request,
/// and makes the faults in its options.
/// </summary>
public sealed partial class TestRegistry : IDisposable
{
    private readonly ConcurrentDictionary<string, TestRepository> _repositories = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TestRegistryRequest> _requests = new();
    private readonly TestRegistryGate _gate;
    private readonly LoopbackServer _server;
    private TestRegistryOptions _options;

    /// <param name="certificate">The certificate with its private key for TLS, or null for plain HTTP.</param>
    public TestRegistry(TestRegistryOptions? options = null, X509Certificate2? certificate = null)
    {
        _options = options ?? new();
        Faults = new(_options);
        _gate = new(this);
        _server = new(AnswerAsync, certificate);
    }

    public Uri Address => _server.Address;

    /// <summary>The name of the registry: <c>127.0.0.1:PORT</c>.</summary>
    public string Host => _server.Host;

    /// <summary>May be changed between two requests, which resets the counts of faults.</summary>
    public TestRegistryOptions Options
    {
        get => _options;
        set => (_options, Faults) = (value, new(value));
    }

    /// <summary>All requests in order.</summary>
    public IReadOnlyList<TestRegistryRequest> Requests => [.. _requests];

    internal IEnumerable<TestRepository> Repositories => _repositories.Values;

    internal TestFaults Faults { get; private set; }

    /// <summary>Gets a repository, which is created if missing.</summary>
    internal TestRepository this[string name] => _repositories.GetOrAdd(name, _ => new());

    public static bool IsTag(string text) => Tag().IsMatch(text);

    /// <summary>Clears the requests, to look only at those of the next step.</summary>
    public void ForgetRequests() => _requests.Clear();

    public void Dispose() => _server.Dispose();

    internal TestRepository? Find(string name) => _repositories.GetValueOrDefault(name);

    private async Task AnswerAsync(HttpContext context)
    {
        var seen = new TestRegistryRequest(context.Request);
        _requests.Enqueue(seen);
        try
        {
            if (Options.Intercept is not { } intercept || !await intercept(context))
                await RouteAsync(context, seen);
            seen.Status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
        }
        catch (TestRegistryRefusal refusal)
        {
            seen.Status = refusal.Status;
            await RefuseAsync(context, refusal);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side has broken the connection.
        }
    }

    private async Task RouteAsync(HttpContext context, TestRegistryRequest seen)
    {
        if (Faults.Failure(seen) is { } failure)
        {
            context.Response.StatusCode = failure.Status;
            context.Response.Headers.RetryAfter = failure.RetryAfter;
            context.Response.ContentType = failure.ContentType;
            await context.Response.WriteAsync(failure.Body);
            return;
        }
        if (Options.Tokens is { } tokens && seen.Path == TestTokenServer.Path)
        {
            await tokens.AnswerAsync(context);
            return;
        }
        var route = Route().Match(seen.Path);
        var name = route.Groups["name"].Value;
        _gate.Check(context, name, isUpload: route.Groups["kind"].Value == "blobs/uploads");
        context.Response.Headers["Docker-Distribution-API-Version"] = "registry/2.0";
        if (seen.Path is "/v2/" or "/v2")
            return;
        if (!route.Success)
            throw new TestRegistryRefusal(404, "UNSUPPORTED", $"no {seen.Path} here");
        if (!Name().IsMatch(name))
            throw new TestRegistryRefusal(400, "NAME_INVALID", $"'{name}' is not the name of a repository");
        if (Options.HeadIsMissing && seen.Method == "HEAD")
            throw new TestRegistryRefusal(404, "UNSUPPORTED", "no HEAD here");
        var exchange = new TestExchange(this, context, seen, name, route.Groups["id"].Value);
        await (route.Groups["kind"].Value switch
        {
            "blobs/uploads" => UploadEndpoints.AnswerAsync(exchange),
            "blobs" => BlobEndpoints.AnswerAsync(exchange),
            "manifests" => ManifestEndpoints.AnswerAsync(exchange),
            _ when seen.Method != "GET" => throw TestRegistryRefusal.Unsupported(seen.Method),
            "tags" => ListEndpoints.TagsAsync(exchange),
            _ => ListEndpoints.ReferrersAsync(exchange),
        });
    }

    private static async Task RefuseAsync(HttpContext context, TestRegistryRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new
        {
            errors = new[] { new { code = refusal.Code, message = refusal.Message } },
        }));
    }

    [GeneratedRegex(
        @"^/v2/(?<name>.+)/(?:(?<kind>blobs/uploads)/(?<id>[^/]*)|(?<kind>blobs|manifests|referrers)/(?<id>[^/]+)|(?<kind>tags)/list)\z")]
    private static partial Regex Route();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex Tag();
}
