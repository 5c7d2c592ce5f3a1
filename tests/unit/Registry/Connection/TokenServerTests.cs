using RustImage.Http;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Failing token servers, and those that must get no request.</summary>
public sealed class TokenServerTests : IDisposable
{
    private readonly RegistryWithTokenServer _registry = new();

    public void Dispose() => _registry.Dispose();

    [Theory]
    [InlineData("http://token.example/t?x=s3cret", "'http://token.example/t'")]
    [InlineData("https://me:s3cret@token.example/", "'https://token.example/'")]
    [InlineData("ftp://127.0.0.1/", "'ftp://127.0.0.1/'")]
    [InlineData("/token", "'")]
    [InlineData("", "''")]
    [InlineData("http://127.0.0.1.example/", "'http://127.0.0.1.example/'")]
    public async Task A_token_server_without_TLS_gets_no_request(string realm, string quoted)
    {
        _registry.Challenge = $"Bearer realm=\"{realm}\",service=\"x\"";
        var error = await _registry.Open().FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6108", error.Code);
        Assert.Contains(quoted, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
        Assert.Empty(_registry.TokenRequests);
    }

    [Fact]
    public async Task Credentials_are_not_sent_when_the_token_server_redirects_to_another_host()
    {
        using var other = new RecordingServer((_, response) =>
        {
            response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(response, """{"token":"t0ken-0"}""");
        });
        _registry.Server.Redirect("/token", 307, $"http://localhost:{other.Port}/elsewhere");
        Assert.Equal("welcome", await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1")));
        Assert.Null(Assert.Single(other.Requests).Authorization);
    }

    [Fact]
    public async Task An_identity_token_is_never_sent_to_another_host()
    {
        using var other = new RecordingServer((_, _) => Task.CompletedTask);
        _registry.WriteConfig("""{"auths":{"HOST":{"identitytoken":"r3fresh"}}}""");
        _registry.Server.Redirect("/token", 307, $"http://localhost:{other.Port}/elsewhere");
        Assert.Equal("RIMG6102", (await _registry.Open().DeniedAsync(TestConnections.Get("/v2/me/app/1"))).Code);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(401, "RIMG6102")]
    [InlineData(403, "RIMG6102")]
    public async Task A_refusal_of_the_token_server_is_an_error_of_the_registry(int status, string code)
    {
        _registry.Grant = _ => (status, $$"""{"details":"incorrect username or password {{RegistryWithTokenServer.Password}}"}""");
        var denied = await _registry.Open().DeniedAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal(code, denied.Code);
        Assert.Contains(
            $"(its token server '{_registry.Server.Address}token' answers HTTP {status}, incorrect username or password ***)", denied.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_identity_token_is_reported_as_refusal()
    {
        _registry.WriteConfig("""{"auths":{"HOST":{"identitytoken":"r3fresh"}}}""");
        _registry.Grant = _ => (400, """{"error":"invalid_grant","error_description":"r3fresh has expired"}""");
        var denied = await _registry.Open().DeniedAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6102", denied.Code);
        Assert.Contains("HTTP 400, *** has expired)", denied.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, "busy", Failure.Broken, "HTTP 503, busy")]
    [InlineData(429, "", Failure.Broken, "HTTP 429")]
    [InlineData(404, "<html><title>Not here</title></html>", Failure.Refused, "HTTP 404, Not here")]
    [InlineData(200, "<html>log in</html>", Failure.Refused, "answers without a token")]
    [InlineData(200, "{}", Failure.Refused, "answers without a token")]
    [InlineData(200, """{"token":"\ud800"}""", Failure.Refused, "answers without a token")]
    [InlineData(200, """{"token":"TOKEN","\ud800":1}""", Failure.Refused, "answers without a token")]
    [InlineData(200, """{"token":null}""", Failure.Refused, "answers without a token")]
    [InlineData(404, """{"details":"\ud800"}""", Failure.Refused, "HTTP 404, {\"details\":\"\\ud800\"}")]
    [InlineData(200, """{"token":""}""", Failure.Refused, "answers without a token")]
    [InlineData(200, """{"token":"a\r\nb"}""", Failure.Refused, "answers without a token")]
    public async Task A_failure_of_the_token_server_is_temporary_or_final(int status, string body, object failure, string told)
    {
        _registry.Grant = _ => (status, body);
        var error = await Assert.ThrowsAsync<TransferException>(
            () => _registry.Open().SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken));
        Assert.Equal(failure, error.Failure);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }
}
