using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>A request to a token server.</summary>
/// <param name="Scopes">Scopes, such as <c>repository:a/b:pull,push</c>.</param>
/// <param name="HasCredentials">Whether it has credentials of a user or a refresh token.</param>
public sealed record TestTokenRequest(string Method, string? Service, IReadOnlyList<string> Scopes, bool HasCredentials, int Status);

/// <summary>Issues tokens like distribution's token server (distribution, "Token Authentication Specification" and "OAuth2").</summary>
/// <param name="user">The user who may do everything that <see cref="Grants"/> allows, or null for everybody.</param>
public sealed class TestTokenServer(string? user = null, string? password = null) : IDisposable
{
    /// <summary>The path of the token address, on the registry or on a separate server.</summary>
    public const string Path = "/token";
    public const string Service = "test-registry";

    private readonly ConcurrentDictionary<string, (HashSet<string> Actions, DateTimeOffset End)> _tokens = new();
    private readonly ConcurrentQueue<TestTokenRequest> _requests = new();
    private LoopbackServer? _own;

    /// <summary>The address in challenges, or null for the registry itself.</summary>
    public Uri? Realm { get; set; }

    /// <summary>Selects the granted actions: <c>(repository, action)</c>.</summary>
    public Func<string, string, bool> Grants { get; set; } = (_, _) => true;

    /// <summary>A request that is not granted completely gets 403 instead of a token for less.</summary>
    public bool RefusesMore { get; init; }

    /// <summary>Anonymous clients get tokens to pull.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The refresh token that is accepted (OAuth2, POST), or null.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The life time in the answer. Null omits it, which means 60 s.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The name of the token in the answer: <c>token</c> or <c>access_token</c>.</summary>
    public string TokenField { get; init; } = "token";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReadOnlyList<TestTokenRequest> Requests => [.. _requests];

    /// <summary>Moves the token server to its own address.</summary>
    public TestTokenServer OnOwnServer(X509Certificate2? certificate = null)
    {
        _own = new(AnswerAsync, certificate);
        Realm = new Uri(_own.Address, Path);
        return this;
    }

    /// <summary>Revokes all issued tokens.</summary>
    public void Revoke() => _tokens.Clear();

    public void Dispose() => _own?.Dispose();

    internal bool Allows(string token, IEnumerable<string> scopes) =>
        _tokens.TryGetValue(token, out var given) && given.End > Time.GetUtcNow() && Actions(scopes).All(given.Actions.Contains);

    internal async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        string? Field(string name) => (form is null ? request.Query[name] : form[name]).ToString() is { Length: > 0 } text ? text : null;
        // POST has all scopes in one field.
        var scopes = form is null ? [.. request.Query["scope"].Select(s => s ?? "")] : Field("scope")?.Split(' ') ?? [];
        var hasCredentials = request.Headers.ContainsKey("Authorization") || Field("refresh_token") is not null;
        var isUser = form is null
            ? user is null || password is not null && request.Headers.Authorization == TestRegistryGate.BasicValue(user, password)
            : RefreshToken is not null && Field("grant_type") == "refresh_token" && Field("refresh_token") == RefreshToken;
        var asked = Actions(scopes).ToHashSet();
        var granted = asked.Where(a => a.Split(' ') is var part && (isUser || part[1] == "pull") && Grants(part[0], part[1])).ToHashSet();
        var status = !isUser && (hasCredentials || !IsAnonymous) || Field("service") != Service ? 401
            : RefusesMore && granted.Count < asked.Count ? 403 : 200;
        _requests.Enqueue(new(request.Method, Field("service"), scopes, hasCredentials, status));
        context.Response.StatusCode = status;
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(status == 200 ? Token(granted) : Error(status)));
    }

    private Dictionary<string, object> Token(HashSet<string> granted)
    {
        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = (granted, Time.GetUtcNow() + (Lifetime ?? TimeSpan.FromSeconds(60)));
        var answer = new Dictionary<string, object>
        {
            [TokenField] = token,
            ["issued_at"] = Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (Lifetime is { } lifetime)
            answer["expires_in"] = (int)lifetime.TotalSeconds;
        return answer;
    }

    private static Dictionary<string, object> Error(int status) => new()
    {
        ["errors"] = new[] { new { code = status == 401 ? "UNAUTHORIZED" : "DENIED", message = "no token for you" } },
    };

    /// <returns>One entry <c>a/b pull</c> for each action.</returns>
    private static IEnumerable<string> Actions(IEnumerable<string> scopes) => scopes
        .Select(s => (Name: s[(s.IndexOf(':') + 1)..s.LastIndexOf(':')], Actions: s[(s.LastIndexOf(':') + 1)..]))
        .SelectMany(s => s.Actions.Split(',').Select(a => $"{s.Name} {a}"));
}
