using System.Net;
using System.Text.Json;
using RustImage.Testing;

namespace RustImage.UnitTests.Servers;

public sealed class TestTokenServerTests : IDisposable
{
    private readonly TestTokenServer _tokens = new("user", "word") { IsAnonymous = true };
    private readonly HttpClient _http = new();
    private readonly TestRegistry _registry;

    public TestTokenServerTests() => _registry = new(new() { Tokens = _tokens });

    public void Dispose()
    {
        _http.Dispose();
        _registry.Dispose();
        _tokens.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_grants_only_the_requested_access(bool ownServer)
    {
        if (ownServer)
            _tokens.OnOwnServer();
        using var refused = await PostAsync("a", null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var realm = _tokens.Realm ?? new Uri(_registry.Address, "/token");
        Assert.Equal(
            $"Bearer realm=\"{realm}\", service=\"test-registry\", scope=\"repository:a:pull,push\"",
            refused.Headers.WwwAuthenticate.Single().ToString().Replace("\",", "\", ", StringComparison.Ordinal));
        var token = await TokenAsync(realm, "repository:a:pull,push", "user:word");
        using var opened = await PostAsync("a", token);
        Assert.Equal(HttpStatusCode.Accepted, opened.StatusCode);
        using var other = await PostAsync("b", token);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        Assert.Equal(["repository:a:pull,push"], Assert.Single(_tokens.Requests).Scopes);
        _tokens.Revoke();
        using var revoked = await PostAsync("a", token);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
    }

    [Fact]
    public async Task Anonymous_users_may_pull_but_not_push()
    {
        var token = await TokenAsync(new(_registry.Address, "/token"), "repository:a:pull,push", null);
        using var push = await PostAsync("a", token);
        Assert.Equal(HttpStatusCode.Unauthorized, push.StatusCode);
        using var pull = new HttpRequestMessage(HttpMethod.Get, new Uri(_registry.Address, "/v2/a/tags/list"))
        {
            Headers = { Authorization = new("Bearer", token) },
        };
        using var answer = await _http.SendAsync(pull);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string repository, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_registry.Address, $"/v2/{repository}/blobs/uploads/"));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await _http.SendAsync(request);
    }

    private async Task<string> TokenAsync(Uri realm, string scope, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{realm}?service=test-registry&scope={scope}");
        if (user is not null)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(user)));
        using var answer = await _http.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("token").GetString()!;
    }
}
