using System.Net;
using Microsoft.AspNetCore.Http;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

public sealed class BasicAuthenticationTests : IDisposable
{
    private readonly RegistryWithTokenServer _settings = new();
    private readonly RecordingServer _registry = new((request, response) =>
    {
        if (request.Authorization == RegistryWithTokenServer.Basic("me", RegistryWithTokenServer.Password))
            return response.WriteAsync("welcome");
        response.StatusCode = 401;
        response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
        return Task.CompletedTask;
    });

    public void Dispose()
    {
        _registry.Dispose();
        _settings.Dispose();
    }

    [Fact]
    public async Task After_the_first_challenge_every_request_has_the_password()
    {
        using var connection = RegistryConnection.Open(_registry.Host, _settings.Settings);
        for (var i = 0; i < 3; i++)
            Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get($"/v2/me/app/{i}")));
        Assert.Equal(4, _registry.Requests.Count);
        Assert.Single(_registry.Requests, r => r.Authorization is null);
    }

    [Fact]
    public async Task A_wrong_password_is_sent_once()
    {
        _settings.Environment = [("DOTNET_CONTAINER_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "wr0ng")];
        using var connection = RegistryConnection.Open(_registry.Host, _settings.Settings);
        Assert.Equal("RIMG6102", (await connection.DeniedAsync(TestConnections.Get("/v2/me/app/1"))).Code);
        Assert.Equal(2, _registry.Requests.Count);
    }

    [Fact]
    public async Task A_token_is_not_sent_instead_of_a_password()
    {
        _settings.Environment = [("DOTNET_CONTAINER_REGISTRY_UNAME", "<token>"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "r3fresh")];
        using var connection = RegistryConnection.Open(_registry.Host, _settings.Settings);
        var denied = await connection.DeniedAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Contains("(it asks for a user name and a password, but the credentials are a token)", denied.Text, StringComparison.Ordinal);
        Assert.Single(_registry.Requests);
    }

    [Fact]
    public async Task A_large_body_is_sent_only_after_the_challenge_was_answered()
    {
        using var server = new LoopbackServer(async context =>
        {
            if (context.Request.Headers.Authorization.Count > 0)
            {
                using var body = new StreamReader(context.Request.Body);
                await context.Response.WriteAsync($"{(await body.ReadToEndAsync()).Length}");
                return;
            }
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=x";
        });
        var (made, sent) = (0, 0);
        using var connection = RegistryConnection.Open(server.Host, _settings.Settings);
        Assert.Equal("100000", await connection.TextAsync(new(
            HttpMethod.Put, "/v2/me/app/blobs/1", new RegistryScope("me/app", Push: true), _ => Counted(), h => h.ExpectContinue = true)));
        Assert.Equal(1, sent);
        Assert.InRange(made, 2, 3);

        HttpContent Counted()
        {
            made++;
            return new CountedContent(() => sent++);
        }
    }

    private sealed class CountedContent(Action onSent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            onSent();
            await stream.WriteAsync(new byte[100_000]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 100_000;
            return true;
        }
    }
}
