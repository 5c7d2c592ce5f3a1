using Microsoft.AspNetCore.Http;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>The errors for refused users.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly RegistryWithTokenServer _registry = new();
    private readonly TemporaryDirectory _home = new();

    public void Dispose()
    {
        _home.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public async Task Without_credentials_the_error_says_where_they_were_searched_and_what_to_do()
    {
        _registry.WriteConfig("""{"auths":{"ghcr.io":{},"quay.io":{}},"credHelpers":{"HOST":"x"}}""");
        _registry.Environment = [("GITHUB_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_TOKEN", "s3cret")];
        _registry.Takes = _ => false;
        var denied = await _registry.Open().DeniedAsync(TestConnections.Get("/v2/me/app/1", push: true));
        var (host, docker) = (_registry.Server.Host, _registry.Settings.HomeDirectory);
        Assert.Equal("RIMG6101", denied.Code);
        Assert.Equal(
            $"'{host}' denies a push to 'me/app' (HTTP 401, UNAUTHORIZED: not with Bearer ***), and no credentials for it were found: " +
            "DOTNET_CONTAINER_PUSH_REGISTRY_UNAME is not set; DOTNET_CONTAINER_REGISTRY_UNAME is not set; " +
            $"the credential helper 'docker-credential-x' is not installed; '{docker}/.docker/config.json' has entries for 'ghcr.io', " +
                $"'quay.io', none for '{host}'; " +
            $"'{docker}/.config/containers/auth.json' does not exist; GITHUB_TOKEN is set, but for ghcr.io only. " +
            $"Run 'docker login {host}', or set DOTNET_CONTAINER_PUSH_REGISTRY_UNAME and DOTNET_CONTAINER_PUSH_REGISTRY_PWORD, and check " +
                "the repository's name.",
            denied.Text.Replace('\\', '/'));
    }

    [Fact]
    public async Task With_credentials_the_error_says_where_they_came_from_and_hides_them()
    {
        _registry.Takes = _ => false;
        var settings = _registry.Settings with { Use = RegistryUse.Pull };
        var denied = await _registry.Open(settings).DeniedAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6102", denied.Code);
        Assert.StartsWith(
            $"'{_registry.Server.Host}' denies a pull from 'me/app' (HTTP 401, UNAUTHORIZED: not with Bearer ***) with the " +
                "credentials from " +
            "DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD (before that: DOTNET_CONTAINER_PULL_REGISTRY_UNAME " +
                "is not set). ",
            denied.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Bearer realm=\"REALM\"")]
    [InlineData("")]
    public async Task Secrets_repeated_by_a_server_are_hidden(string challenge)
    {
        // The sent base64 text, the password, and the token.
        using var server = new RecordingServer((request, response) =>
        {
            if (request.Path == "/token")
                return response.WriteAsync("""{"token":"t0ken-of-some-length"}""");
            response.StatusCode = request.Authorization is null && challenge.Length > 0 ? 401 : 403;
            response.Headers.WWWAuthenticate = challenge.Replace("REALM", $"http://{request.Host}/token", StringComparison.Ordinal);
            return response.WriteAsync($"{request.Authorization} me:{RegistryWithTokenServer.Password} " +
                $"https://me:{RegistryWithTokenServer.Password}@x.example/?token={RegistryWithTokenServer.Password}");
        });
        using var connection = RegistryConnection.Open(server.Host, _registry.Settings);
        var error =
            await Assert.ThrowsAsync<RegistryDeniedException>(
                () => connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken));
        foreach (var secret in new[]
            { RegistryWithTokenServer.Password, RegistryWithTokenServer.Basic("me", RegistryWithTokenServer.Password)[6..], "t0ken-of" })
            Assert.DoesNotContain(secret, error.Diagnostic.Text + error, StringComparison.Ordinal);
        Assert.Contains("HTTP 403", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_403_without_a_challenge_says_so()
    {
        using var server = new RecordingServer((_, response) => { response.StatusCode = 403; return response.WriteAsync("go away"); });
        using var connection = RegistryConnection.Open(server.Host, _registry.Settings);
        var denied = await connection.DeniedAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Contains("(HTTP 403, go away; it did not ask for credentials in a way that is supported)", denied.Text,
            StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task An_unknown_authentication_scheme_is_named()
    {
        _registry.Challenge = "Negotiate, NTLM";
        var error = await _registry.Open().FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6110", error.Code);
        Assert.Contains("'Negotiate', 'NTLM'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bearer_is_preferred_among_several_authentication_schemes()
    {
        _registry.Challenge = $"Negotiate, Basic realm=\"x\", {_registry.Challenge}";
        Assert.Equal("welcome", await _registry.Open().TextAsync(TestConnections.Get("/v2/me/app/1")));
        Assert.Single(_registry.TokenRequests);
    }
}
