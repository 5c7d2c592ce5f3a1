using Microsoft.AspNetCore.Http;
using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Which hosts get the credentials after a redirect.</summary>
public sealed class RegistryRedirectTests : IDisposable
{
    private readonly RegistryWithTokenServer _registry = new();
    private readonly RecordingServer _storage = new((request, response) => response.WriteAsync($"{request.Method} {request.Body}"));

    public void Dispose()
    {
        _storage.Dispose();
        _registry.Dispose();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task A_redirect_to_another_host_or_port_gets_no_token(string host)
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 307, $"http://{host}:{_storage.Port}/blob?signature=s3cret");
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/manifests/1"));
        Assert.Equal("GET ", await connection.TextAsync(TestConnections.Get("/v2/me/app/blobs/1")));
        Assert.NotNull(_registry.OtherRequests.Last().Authorization);
        var received = Assert.Single(_storage.Requests);
        Assert.Equal(("?signature=s3cret", null), (received.Query, received.Authorization));
    }

    [Fact]
    public async Task A_redirect_to_the_same_host_under_another_name_gets_no_token()
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 302, $"http://localhost:{_registry.Server.Port}/v2/me/app/blobs/2");
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/manifests/1"));
        var error = await FailAsync(connection, TestConnections.Get("/v2/me/app/blobs/1"));
        Assert.Equal(Failure.Broken, error.Failure);
        Assert.Contains($"it redirects to 'http://localhost:{_registry.Server.Port}/v2/me/app/blobs/2', which answers HTTP 401, ",
            error.Message, StringComparison.Ordinal);
        Assert.Null(_registry.OtherRequests.Last().Authorization);
    }

    [Fact]
    public async Task The_error_for_a_redirect_target_that_does_not_answer_names_it()
    {
        _storage.Dispose();
        _registry.Server.Redirect("/v2/me/app/blobs/1", 307, $"http://localhost:{_storage.Port}/blob?signature=s3cret");
        var error = await FailAsync(_registry.Open(), TestConnections.Get("/v2/me/app/blobs/1"));
        Assert.StartsWith($"it redirects to 'http://localhost:{_storage.Port}/blob': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_within_the_registry_gets_the_token()
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 308, "/v2/me/app/blobs/2");
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/manifests/1"));
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/blobs/1")));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirected_request_sends_its_body_again(int status)
    {
        _registry.Server.Redirect("/v2/me/app/blobs/uploads/1", status, $"http://localhost:{_storage.Port}/upload");
        var request = new RegistryRequest(
            HttpMethod.Patch, "/v2/me/app/blobs/uploads/1", new RegistryScope("me/app", Push: true), _ =>
                new StringContent("bytes"), h => h.Add("X-Ours", "1"));
        Assert.Equal("PATCH bytes", await _registry.Open().TextAsync(request));
        Assert.Equal("bytes", _registry.OtherRequests.Single().Body);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    public async Task Redirects_of_other_statuses_are_followed_only_for_GET_and_HEAD(int status)
    {
        _registry.Server.Redirect("/v2/me/app/x", status, $"http://localhost:{_storage.Port}/x");
        var connection = _registry.Open();
        Assert.Equal("GET ", await connection.TextAsync(TestConnections.Get("/v2/me/app/x")));
        using var answer = await connection.SendAsync(
            new(HttpMethod.Put, "/v2/me/app/x", new RegistryScope("me/app"), _ => new StringContent("bytes")),
            TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Single(_storage.Requests);
    }

    [Fact]
    public async Task A_redirect_loop_is_an_error()
    {
        _registry.Server.Redirect("/v2/me/app/x", 307, "/v2/me/app/x?t=s3cret");
        var error = await FailAsync(_registry.Open(), TestConnections.Get("/v2/me/app/x"));
        Assert.Equal((Failure.Refused, $"it redirects more than 10 times, at last to '{_registry.Server.Address}v2/me/app/x'"),
            (error.Failure, error.Message));
        Assert.Equal(11, _registry.OtherRequests.Count());
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://x.example/")]
    public async Task A_redirect_to_an_invalid_address_is_an_error(string location)
    {
        _registry.Server.Redirect("/v2/me/app/x", 307, location);
        var error = await FailAsync(_registry.Open(), TestConnections.Get("/v2/me/app/x"));
        Assert.Equal(Failure.Refused, error.Failure);
        Assert.Contains("which is not a web address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_location_gets_the_token_only_on_the_registry()
    {
        var connection = _registry.Open();
        await connection.TextAsync(TestConnections.Get("/v2/me/app/manifests/1"));
        await connection.TextAsync(TestConnections.Get($"{_registry.Server.Address}v2/me/app/blobs/uploads/1?state=x"));
        await connection.TextAsync(TestConnections.Get($"http://localhost:{_storage.Port}/uploads/1?state=x"));
        await connection.TextAsync(TestConnections.Get($"//127.0.0.1:{_storage.Port}/uploads/1?state=x"));
        Assert.NotNull(_registry.OtherRequests.Last().Authorization);
        Assert.All(_storage.Requests, r => Assert.Equal(("?state=x", null), (r.Query, r.Authorization)));
        Assert.Equal(2, _storage.Requests.Count);
    }

    private static async Task<TransferException> FailAsync(IRegistryConnection connection, RegistryRequest request) =>
        await Assert.ThrowsAsync<TransferException>(() => connection.SendAsync(request, TestContext.Current.CancellationToken));
}
