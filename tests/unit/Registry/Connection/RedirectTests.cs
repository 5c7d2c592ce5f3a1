using Microsoft.AspNetCore.Http;
using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Who gets the credentials where one address leads to another.</summary>
public sealed class RedirectTests : IDisposable
{
    private readonly TokenRegistry _registry = new();
    private readonly RecordingServer _storage = new((request, response) => response.WriteAsync($"{request.Method} {request.Body}"));

    public void Dispose()
    {
        _storage.Dispose();
        _registry.Dispose();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Another_host_or_port_gets_no_token(string host)
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 307, $"http://{host}:{_storage.Port}/blob?signature=s3cret");
        var connection = _registry.Open();
        await connection.TextAsync(Requests.Get("/v2/me/app/manifests/1"));
        Assert.Equal("GET ", await connection.TextAsync(Requests.Get("/v2/me/app/blobs/1")));
        Assert.NotNull(_registry.OtherRequests.Last().Authorization);
        var received = Assert.Single(_storage.Requests);
        Assert.Equal(("?signature=s3cret", null), (received.Query, received.Authorization));
    }

    [Fact]
    public async Task The_same_host_by_another_name_gets_no_token()
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 302, $"http://localhost:{_registry.Server.Port}/v2/me/app/blobs/2");
        var connection = _registry.Open();
        await connection.TextAsync(Requests.Get("/v2/me/app/manifests/1"));
        var error = await FailAsync(connection, Requests.Get("/v2/me/app/blobs/1"));
        Assert.Equal(Failure.Broken, error.Failure);
        Assert.Contains($"it redirects to 'http://localhost:{_registry.Server.Port}/v2/me/app/blobs/2', which answers HTTP 401, ", error.Message, StringComparison.Ordinal);
        Assert.Null(_registry.OtherRequests.Last().Authorization);
    }

    [Fact]
    public async Task A_place_that_does_not_answer_is_named()
    {
        _storage.Dispose();
        _registry.Server.Redirect("/v2/me/app/blobs/1", 307, $"http://localhost:{_storage.Port}/blob?signature=s3cret");
        var error = await FailAsync(_registry.Open(), Requests.Get("/v2/me/app/blobs/1"));
        Assert.StartsWith($"it leads to 'http://localhost:{_storage.Port}/blob': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_itself_does()
    {
        _registry.Server.Redirect("/v2/me/app/blobs/1", 308, "/v2/me/app/blobs/2");
        var connection = _registry.Open();
        await connection.TextAsync(Requests.Get("/v2/me/app/manifests/1"));
        Assert.Equal("welcome", await connection.TextAsync(Requests.Get("/v2/me/app/blobs/1")));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_body_is_made_anew_for_where_a_redirect_leads(int status)
    {
        _registry.Server.Redirect("/v2/me/app/blobs/uploads/1", status, $"http://localhost:{_storage.Port}/upload");
        var request = new RegistryRequest(
            HttpMethod.Patch, "/v2/me/app/blobs/uploads/1", new RegistryScope("me/app", Push: true), _ => new StringContent("bytes"), h => h.Add("X-Ours", "1"));
        Assert.Equal("PATCH bytes", await _registry.Open().TextAsync(request));
        Assert.Equal("bytes", _registry.OtherRequests.Single().Body);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    public async Task Other_redirects_are_for_questions_alone(int status)
    {
        _registry.Server.Redirect("/v2/me/app/x", status, $"http://localhost:{_storage.Port}/x");
        var connection = _registry.Open();
        Assert.Equal("GET ", await connection.TextAsync(Requests.Get("/v2/me/app/x")));
        using var answer = await connection.SendAsync(
            new(HttpMethod.Put, "/v2/me/app/x", new RegistryScope("me/app"), _ => new StringContent("bytes")), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Single(_storage.Requests);
    }

    [Fact]
    public async Task Redirects_in_a_circle_are_an_error()
    {
        _registry.Server.Redirect("/v2/me/app/x", 307, "/v2/me/app/x?t=s3cret");
        var error = await FailAsync(_registry.Open(), Requests.Get("/v2/me/app/x"));
        Assert.Equal((Failure.Refused, $"it redirects more than 10 times, at last to '{_registry.Server.Address}v2/me/app/x'"), (error.Failure, error.Message));
        Assert.Equal(11, _registry.OtherRequests.Count());
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://x.example/")]
    public async Task A_redirect_to_no_web_address_is_an_error(string location)
    {
        _registry.Server.Redirect("/v2/me/app/x", 307, location);
        var error = await FailAsync(_registry.Open(), Requests.Get("/v2/me/app/x"));
        Assert.Equal(Failure.Refused, error.Failure);
        Assert.Contains("which is not a web address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_s_own_address_gets_the_token_on_the_registry_alone()
    {
        var connection = _registry.Open();
        await connection.TextAsync(Requests.Get("/v2/me/app/manifests/1"));
        await connection.TextAsync(Requests.Get($"{_registry.Server.Address}v2/me/app/blobs/uploads/1?state=x"));
        await connection.TextAsync(Requests.Get($"http://localhost:{_storage.Port}/uploads/1?state=x"));
        await connection.TextAsync(Requests.Get($"//127.0.0.1:{_storage.Port}/uploads/1?state=x"));
        Assert.NotNull(_registry.OtherRequests.Last().Authorization);
        Assert.All(_storage.Requests, r => Assert.Equal(("?state=x", null), (r.Query, r.Authorization)));
        Assert.Equal(2, _storage.Requests.Count);
    }

    private static async Task<TransferException> FailAsync(IRegistryConnection connection, RegistryRequest request) =>
        await Assert.ThrowsAsync<TransferException>(() => connection.SendAsync(request, TestContext.Current.CancellationToken));
}
