using System.Net;
using RustImage.Testing;

namespace RustImage.UnitTests.Servers;

/// <summary>Checks that the registry of the other tests fails as configured.</summary>
public sealed class TestRegistryFaultTests : IDisposable
{
    private readonly byte[] _blob = new byte[300_000];
    private readonly HttpClient _http = new();
    private readonly TestRegistry _registry = new();

    public TestRegistryFaultTests() => new Random(1).NextBytes(_blob);

    public void Dispose()
    {
        _http.Dispose();
        _registry.Dispose();
    }

    private string BlobPath => $"/v2/a/blobs/{Digest.OfBytes(_blob)}";

    [Fact]
    public async Task A_broken_upload_keeps_the_received_bytes()
    {
        _registry.Options = new() { BreakUploadAfter = 100_000 };
        var location = await StartAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("PATCH", location, _blob));
        using var status = await SendAsync("GET", location);
        Assert.Equal("0-99999", status.Headers.GetValues("Range").Single());
        using var rest = await SendAsync("PATCH", location, _blob[100_000..], "100000-299999");
        Assert.Equal(HttpStatusCode.Accepted, rest.StatusCode);
        using var put = await SendAsync("PUT", $"{location}?digest={Digest.OfBytes(_blob)}", []);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Fact]
    public async Task A_broken_upload_is_forgotten_if_the_options_say_so()
    {
        _registry.Options = new() { BreakUploadAfter = 100_000, ForgetBrokenUploads = true };
        var location = await StartAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("PATCH", location, _blob));
        using var status = await SendAsync("GET", location);
        Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
    }

    [Fact]
    public async Task One_broken_download_is_shorter_than_its_length()
    {
        _registry["a"].AddBlob(_blob);
        _registry.Options = new() { BreakDownloadAfter = 100_000 };
        using (var answer = await _http.GetAsync(At(BlobPath), HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(300_000, answer.Content.Headers.ContentLength);
            await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsByteArrayAsync());
        }
        Assert.Equal(_blob, await _http.GetByteArrayAsync(At(BlobPath)));
    }

    [Fact]
    public async Task Wrong_bytes_are_sent_as_often_as_told()
    {
        _registry["a"].AddBlob(_blob);
        _registry.Options = new() { WrongBytes = 1 };
        Assert.NotEqual(_blob, await _http.GetByteArrayAsync(At(BlobPath)));
        Assert.Equal(_blob, await _http.GetByteArrayAsync(At(BlobPath)));
    }

    [Fact]
    public async Task A_failure_affects_only_the_requests_that_it_names()
    {
        _registry["a"].AddBlob(_blob);
        _registry.Options = new() { Failures = [new(r => r.Method == "HEAD", 429, times: 2) { RetryAfter = "7" }] };
        Assert.Equal(_blob, await _http.GetByteArrayAsync(At(BlobPath)));
        foreach (var expected in new[] { 429, 429, 200 })
        {
            using var answer = await SendAsync("HEAD", BlobPath);
            Assert.Equal(expected, (int)answer.StatusCode);
            Assert.Equal(expected == 429 ? TimeSpan.FromSeconds(7) : null, answer.Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        _registry.Options = new() { MaxBodyBytes = 100_000 };
        var location = await StartAsync();
        using var answer = await SendAsync("PATCH", location, _blob);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, _registry.Requests[^1].BodyBytes);
    }

    [Fact]
    public async Task An_old_location_is_refused_if_locations_have_state()
    {
        _registry.Options = new() { LocationWithState = true, RelativeLocations = true };
        var first = await StartAsync();
        using var patch = await SendAsync("PATCH", first, _blob[..10], "0-9");
        var second = patch.Headers.Location!.ToString();
        Assert.StartsWith("/v2/a/blobs/uploads/", second, StringComparison.Ordinal);
        using var old = await SendAsync("PATCH", first, _blob[10..20], "10-19");
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        using var next = await SendAsync("PATCH", second, _blob[10..20], "10-19");
        Assert.Equal(HttpStatusCode.Accepted, next.StatusCode);
    }

    [Fact]
    public async Task A_chunk_after_one_that_is_too_short_is_refused()
    {
        _registry.Options = new() { ChunkMinLength = 100 };
        using var post = await SendAsync("POST", "/v2/a/blobs/uploads/", []);
        Assert.Equal("100", post.Headers.GetValues("OCI-Chunk-Min-Length").Single());
        var location = post.Headers.Location!.ToString();
        using var first = await SendAsync("PATCH", location, _blob[..99], "0-98");
        using var second = await SendAsync("PATCH", location, _blob[99..300], "99-299");
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task Another_host_accepts_only_uploads_without_credentials()
    {
        var other = $"localhost:{_registry.Address.Port}";
        _registry.Options = new() { Basic = ("user", "word"), LocationHost = other };
        using var denied = await SendAsync("POST", "/v2/a/blobs/uploads/", []);
        Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (denied.StatusCode, denied.Headers.WwwAuthenticate.Single().Scheme));
        _http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("user:word"u8));
        var location = await StartAsync();
        Assert.Equal(other, new Uri(location).Authority);
        using var leaked = await SendAsync("PATCH", location, _blob);
        Assert.Equal(HttpStatusCode.BadRequest, leaked.StatusCode);
        _http.DefaultRequestHeaders.Authorization = null;
        using var patch = await SendAsync("PATCH", location, _blob);
        Assert.Equal(HttpStatusCode.Accepted, patch.StatusCode);
    }

    private Uri At(string location) => new(_registry.Address, location);

    private async Task<string> StartAsync()
    {
        using var post = await SendAsync("POST", "/v2/a/blobs/uploads/", []);
        return post.Headers.Location!.ToString();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string location, byte[]? body = null, string? range = null)
    {
        using var request = new HttpRequestMessage(new(method), At(location));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        if (range is not null)
            request.Content!.Headers.TryAddWithoutValidation("Content-Range", range);
        return await _http.SendAsync(request);
    }
}
