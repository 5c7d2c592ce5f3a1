using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Token authentication (distribution's token specification), against a registry that is its own token server.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RegistryWithTokenServer _registry;

    public TokenTests() => _registry = new() { Time = _time };

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task A_challenge_is_answered_with_a_token_that_later_requests_reuse()
    {
        var connection = _registry.Open();
        for (var i = 0; i < 3; i++)
            Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get($"/v2/me/app/{i}")));
        var token = Assert.Single(_registry.TokenRequests);
        Assert.Equal(
            ("GET", "?service=a registry&scope=repository:me/app:pull",
                RegistryWithTokenServer.Basic("me", RegistryWithTokenServer.Password)),
            (token.Method, token.Query, token.Authorization));
        Assert.Equal([null, "Bearer t0ken-1", "Bearer t0ken-1", "Bearer t0ken-1"], _registry.OtherRequests.Select(r => r.Authorization));
    }

    [Fact]
    public async Task Credentials_are_not_looked_up_if_the_registry_asks_for_none()
    {
        _registry.WriteConfig("""{"credsStore":"none"}""");
        using var open = new RecordingServer((_, response) => { response.StatusCode = 204; return Task.CompletedTask; });
        var asked = 0;
        using var connection = RustImage.Registry.Connection.RegistryConnection.Open(open.Host, _registry.Settings with
        {
            Environment = name =>
            {
                asked += name.Contains("UNAME", StringComparison.Ordinal) ? 1 : 0;
                return null;
            },
        });
        Assert.Equal("", await connection.TextAsync(TestConnections.Get("/v2/me/app/manifests/1")));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task An_anonymous_token_is_used_without_credentials()
    {
        _registry.Environment = [];
        Assert.Equal("welcome", await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/manifests/1")));
        Assert.Null(Assert.Single(_registry.TokenRequests).Authorization);
    }

    [Fact]
    public async Task Concurrent_first_requests_fetch_one_token()
    {
        var connection = _registry.Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => connection.TextAsync(TestConnections.Get($"/v2/me/app/{i}"))));
        Assert.Single(_registry.TokenRequests);
        Assert.Equal(1, _registry.Server.Probes);
    }

    [Fact]
    public async Task A_push_has_its_own_scope_and_its_token_is_reused_for_pulls()
    {
        _registry.Challenge = _registry.Challenge.Replace(":pull\"", ":push,pull\"", StringComparison.Ordinal);
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/1", push: true));
        await connection.TextAsync(TestConnections.Get("/v2/me/app/2"));
        Assert.Equal("?service=a registry&scope=repository:me/app:pull,push", Assert.Single(_registry.TokenRequests).Query);
    }

    [Fact]
    public async Task A_mount_also_requests_access_to_the_other_repository()
    {
        await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1", push: true, mountFrom: "me/base"));
        Assert.Equal(
            "?service=a registry&scope=repository:me/app:pull,push&scope=repository:me/base:pull",
            Assert.Single(_registry.TokenRequests).Query);
    }

    [Fact]
    public async Task A_push_works_even_if_the_token_server_refuses_the_mount()
    {
        _registry.Grant = r =>
            r.Query.Contains("me/base", StringComparison.Ordinal) ? (403, """{"message":"no"}""") : (200, """{"token":"TOKEN"}""");
        var connection = _registry.Open();
        var denied = await connection.DeniedAsync(TestConnections.Get("/v2/me/app/1", push: true, mountFrom: "me/base"));
        Assert.Contains("denies a push to 'me/app' with layers of 'me/base' (its token server '", denied.Text, StringComparison.Ordinal);
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1", push: true)));
    }

    [Fact]
    public async Task A_scope_named_by_the_registry_is_requested_in_addition()
    {
        _registry.Challenge = _registry.Challenge.Replace("me/app", "docker-local/me/app", StringComparison.Ordinal);
        await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal(
            "?service=a registry&scope=repository:me/app:pull&scope=repository:docker-local/me/app:pull",
            Assert.Single(_registry.TokenRequests).Query);
    }

    [Fact]
    public async Task The_query_of_a_realm_is_kept()
    {
        _registry.Challenge = _registry.Challenge.Replace("/token", "/token?tenant=1", StringComparison.Ordinal);
        await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.StartsWith("?tenant=1&service=", Assert.Single(_registry.TokenRequests).Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"token":"TOKEN","expires_in":300}""", 270)]
    [InlineData("""{"access_token":"TOKEN","expires_in":3600}""", 3570)]
    [InlineData("""{"token":"TOKEN"}""", 54)]
    [InlineData("""{"token":"TOKEN","expires_in":0}""", 54)]
    public async Task A_token_is_renewed_shortly_before_it_expires(string grant, int seconds)
    {
        _registry.Grant = _ => (200, grant);
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/1"));
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        await connection.TextAsync(TestConnections.Get("/v2/me/app/2"));
        Assert.Single(_registry.TokenRequests);
        _time.Advance(TimeSpan.FromSeconds(1));
        await connection.TextAsync(TestConnections.Get("/v2/me/app/3"));
        Assert.Equal(2, _registry.TokenRequests.Count());
        Assert.Single(_registry.OtherRequests, r => r.Authorization is null);
    }

    [Fact]
    public async Task A_revoked_token_is_fetched_again_once()
    {
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/1"));
        _registry.Takes = t => t != "t0ken-1";
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/2")));
        _registry.Takes = _ => false;
        Assert.Equal("RIMG6102", (await connection.DeniedAsync(TestConnections.Get("/v2/me/app/3"))).Code);
        Assert.Equal(3, _registry.TokenRequests.Count());
    }

    [Fact]
    public async Task A_new_token_that_is_refused_ends_the_attempts()
    {
        _registry.Takes = _ => false;
        Assert.Equal("RIMG6102", (await _registry.Open().DeniedAsync(TestConnections.Get("/v2/me/app/1"))).Code);
        Assert.Single(_registry.TokenRequests);
        Assert.Equal(2, _registry.OtherRequests.Count());
    }

    [Fact]
    public async Task An_identity_token_is_exchanged_for_an_access_token()
    {
        _registry.WriteConfig("""{"auths":{"HOST":{"identitytoken":"r3fresh"}}}""");
        _registry.Grant = _ => (200, """{"access_token":"TOKEN","expires_in":300}""");
        Assert.Equal("welcome", await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1", push: true)));
        var token = Assert.Single(_registry.TokenRequests);
        Assert.Equal(("POST", "", null), (token.Method, token.Query, token.Authorization));
        Assert.Equal(
            "grant_type=refresh_token&service=a+registry&client_id=RustImage.Sdk&scope=repository%3Ame%2Fapp%3Apull%2Cpush&" +
                "refresh_token=r3fresh", token.Body);
    }

    [Fact]
    public async Task A_registry_token_is_sent_unchanged()
    {
        _registry.WriteConfig("""{"auths":{"HOST":{"registrytoken":"t0ken-0"}}}""");
        Assert.Equal("welcome", await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1")));
        Assert.Empty(_registry.TokenRequests);
    }
}
