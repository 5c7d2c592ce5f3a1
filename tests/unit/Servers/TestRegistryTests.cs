using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RustImage.Testing;

namespace RustImage.UnitTests.Servers;

/// <summary>Checks that the registry of the other tests conforms to OCI distribution-spec 1.1 and refuses invalid requests.</summary>
public sealed class TestRegistryTests : IDisposable
{
    private const string Image = "application/vnd.oci.image.manifest.v1+json";
    private readonly TestRegistry _registry = new();
    private readonly HttpClient _http = new();
    private readonly byte[] _blob = "0123456789"u8.ToArray();

    public void Dispose()
    {
        _http.Dispose();
        _registry.Dispose();
    }

    private Digest BlobDigest => Digest.OfBytes(_blob);

    [Fact]
    public async Task A_pushed_blob_exists()
    {
        var location = await StartAsync();
        using var put = await SendAsync("PUT", $"{location}?digest={BlobDigest}", _blob);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(_blob, await _http.GetByteArrayAsync(put.Headers.Location));
        using var head = await SendAsync("HEAD", $"/v2/a/b/blobs/{BlobDigest}");
        Assert.Equal((HttpStatusCode.OK, 10L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(BlobDigest.ToString(), Header(head, "Docker-Content-Digest"));
        Assert.Equal(["POST 0", "PUT 10", "GET 0", "HEAD 0"], _registry.Requests.Select(r => $"{r.Method} {r.BodyBytes}"));
    }

    [Fact]
    public async Task A_POST_may_contain_the_blob()
    {
        using var post = await SendAsync("POST", $"/v2/a/b/blobs/uploads/?digest={BlobDigest}", _blob);
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        Assert.Equal(_blob, _registry["a/b"].Blobs[BlobDigest]);
    }

    [Fact]
    public async Task Chunks_are_accepted_only_in_order()
    {
        var location = await StartAsync();
        using var first = await ChunkAsync(location, 0, 4);
        Assert.Equal((HttpStatusCode.Accepted, "0-3"), (first.StatusCode, Header(first, "Range")));
        using var gap = await ChunkAsync(location, 6, 10);
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, "0-3"), (gap.StatusCode, Header(gap, "Range")));
        using var status = await SendAsync("GET", location);
        Assert.Equal((HttpStatusCode.NoContent, "0-3"), (status.StatusCode, Header(status, "Range")));
        using var second = await ChunkAsync(location, 4, 10);
        using var put = await SendAsync("PUT", $"{location}?digest={BlobDigest}");
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(_blob, _registry["a/b"].Blobs[BlobDigest]);
    }

    [Theory]
    [InlineData("bytes 0-3/10", "BLOB_UPLOAD_INVALID")]
    [InlineData("0-2", "SIZE_INVALID")]
    public async Task A_chunk_with_an_invalid_Content_Range_is_refused(string range, string code)
    {
        using var answer = await SendAsync("PATCH", await StartAsync(), _blob[..4], c => c.TryAddWithoutValidation("Content-Range", range));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, code, answer);
    }

    [Fact]
    public async Task An_upload_with_a_wrong_digest_is_refused_and_removed()
    {
        var location = await StartAsync();
        using var put = await SendAsync("PUT", $"{location}?digest={Digest.OfBytes([])}", _blob);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "DIGEST_INVALID", put);
        using var status = await SendAsync("GET", location);
        await AssertRefusedAsync(HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN", status);
    }

    [Fact]
    public async Task A_cancelled_upload_is_removed()
    {
        using var delete = await SendAsync("DELETE", await StartAsync());
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        Assert.Empty(_registry["a/b"].Uploads);
    }

    [Fact]
    public async Task A_blob_is_mounted_from_the_repository_that_has_it()
    {
        _registry["from"].AddBlob(_blob);
        using var mount = await SendAsync("POST", $"/v2/a/b/blobs/uploads/?mount={BlobDigest}&from=from");
        Assert.Equal(HttpStatusCode.Created, mount.StatusCode);
        using var other = await SendAsync("POST", $"/v2/a/b/blobs/uploads/?mount={BlobDigest}&from=none");
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
    }

    [Theory]
    [InlineData("bytes=4-", HttpStatusCode.PartialContent, "456789")]
    [InlineData("bytes=2-3", HttpStatusCode.PartialContent, "23")]
    [InlineData("bytes=-3", HttpStatusCode.PartialContent, "789")]
    [InlineData("bytes=10-", HttpStatusCode.RequestedRangeNotSatisfiable, "")]
    public async Task A_range_of_a_blob_can_be_requested(string range, HttpStatusCode status, string bytes)
    {
        _registry["a/b"].AddBlob(_blob);
        using var request = new HttpRequestMessage(HttpMethod.Get, At($"/v2/a/b/blobs/{BlobDigest}"));
        request.Headers.TryAddWithoutValidation("Range", range);
        using var answer = await _http.SendAsync(request);
        Assert.Equal((status, bytes), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_pushed_manifest_is_returned_unchanged_by_tag_and_by_digest()
    {
        var manifest = Manifest(_registry["a/b"].AddBlob(_blob));
        using var put = await PutManifestAsync("1.0", manifest);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        foreach (var reference in new[] { "1.0", Digest.OfBytes(manifest).ToString() })
        {
            using var answer = await SendAsync("GET", $"/v2/a/b/manifests/{reference}");
            Assert.Equal(manifest, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(Image, answer.Content.Headers.ContentType?.ToString());
        }
    }

    [Fact]
    public async Task A_manifest_without_its_blobs_is_refused()
    {
        using var put = await PutManifestAsync("1.0", Manifest(BlobDigest));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "MANIFEST_BLOB_UNKNOWN", put);
    }

    [Theory]
    [InlineData("{", Image, "1.0", "MANIFEST_INVALID")]
    [InlineData("MANIFEST", "application/vnd.oci.image.index.v1+json", "1.0", "MANIFEST_INVALID")]
    [InlineData("MANIFEST", "application/json", "1.0", "MANIFEST_INVALID")]
    [InlineData("MANIFEST", Image, "-tag", "MANIFEST_INVALID")]
    [InlineData("MANIFEST", Image, "sha256:0000000000000000000000000000000000000000000000000000000000000000", "DIGEST_INVALID")]
    public async Task An_invalid_manifest_is_refused(string text, string mediaType, string reference, string code)
    {
        var bytes = text == "MANIFEST" ? Manifest(_registry["a/b"].AddBlob(_blob)) : Encoding.UTF8.GetBytes(text);
        using var put = await PutManifestAsync(reference, bytes, mediaType);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, code, put);
    }

    [Theory]
    [InlineData("/v2/none/manifests/latest", "NAME_UNKNOWN")]
    [InlineData("/v2/a/b/manifests/latest", "MANIFEST_UNKNOWN")]
    [InlineData("/v2/a/b/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000", "BLOB_UNKNOWN")]
    public async Task A_missing_repository_manifest_or_blob_is_not_found(string path, string code)
    {
        _registry["a/b"].AddBlob(_blob);
        using var answer = await SendAsync("GET", path);
        await AssertRefusedAsync(HttpStatusCode.NotFound, code, answer);
    }

    [Fact]
    public async Task Tags_are_listed_in_pages()
    {
        var digest = _registry["a/b"].AddManifest(Image, Manifest(_registry["a/b"].AddBlob(_blob)));
        foreach (var tag in new[] { "c", "B", "a", "d" })
            _registry["a/b"].Tag(tag, digest);
        Assert.Equal("""{"name":"a/b","tags":["B","a","c","d"]}""", await _http.GetStringAsync(At("/v2/a/b/tags/list")));
        Assert.Equal("""{"name":"a/b","tags":[]}""", await _http.GetStringAsync(At("/v2/a/b/tags/list?n=0")));
        using var page = await SendAsync("GET", "/v2/a/b/tags/list?n=2&last=B");
        Assert.Equal("""{"name":"a/b","tags":["a","c"]}""", await page.Content.ReadAsStringAsync());
        Assert.Equal($"<{At("/v2/a/b/tags/list?n=2&last=c")}>; rel=\"next\"", Header(page, "Link"));
    }

    [Fact]
    public async Task Referrers_are_the_manifests_with_the_subject()
    {
        var config = _registry["a/b"].AddBlob(_blob);
        using var put = await PutManifestAsync("one", Manifest(config, subject: BlobDigest, type: "a/one"));
        Assert.Equal(BlobDigest.ToString(), Header(put, "OCI-Subject"));
        using var other = await PutManifestAsync("two", Manifest(config, subject: BlobDigest, type: "a/two"));
        Assert.Equal(2, (await ReferrersAsync("")).GetArrayLength());
        var filtered = await ReferrersAsync("?artifactType=a/two");
        Assert.Equal("a/two", Assert.Single(filtered.EnumerateArray()).GetProperty("artifactType").GetString());
        using var invalid = await SendAsync("GET", "/v2/a/b/referrers/sha256:1");
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "DIGEST_INVALID", invalid);
    }

    [Fact]
    public async Task A_deleted_manifest_loses_its_tags()
    {
        var digest = _registry["a/b"].AddManifest(Image, Manifest(_registry["a/b"].AddBlob(_blob)), "1.0");
        using var delete = await SendAsync("DELETE", $"/v2/a/b/manifests/{digest}");
        Assert.Equal(HttpStatusCode.Accepted, delete.StatusCode);
        using var get = await SendAsync("GET", "/v2/a/b/manifests/1.0");
        await AssertRefusedAsync(HttpStatusCode.NotFound, "MANIFEST_UNKNOWN", get);
    }

    private static byte[] Manifest(Digest config, Digest? subject = null, string? type = null)
    {
        var more = (type is null ? "" : $"\"artifactType\":\"{type}\",")
            + (subject is null ? "" : $$"""
                "subject":{"mediaType":"{{Image}}","digest":"{{subject}}","size":1},
                """);
        return Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"{{Image}}",{{more}}
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{config}}","size":10},"layers":[]}
            """);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static async Task AssertRefusedAsync(HttpStatusCode status, string code, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        var errors = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors");
        Assert.Equal(code, Assert.Single(errors.EnumerateArray()).GetProperty("code").GetString());
    }

    private Uri At(string location) => new(_registry.Address, location);

    private async Task<string> StartAsync()
    {
        using var post = await SendAsync("POST", "/v2/a/b/blobs/uploads/");
        Assert.Equal(HttpStatusCode.Accepted, post.StatusCode);
        return post.Headers.Location!.ToString();
    }

    private Task<HttpResponseMessage> ChunkAsync(string location, int first, int end) =>
        SendAsync("PATCH", location, _blob[first..end], c => c.TryAddWithoutValidation("Content-Range", $"{first}-{end - 1}"));

    private Task<HttpResponseMessage> PutManifestAsync(string reference, byte[] bytes, string mediaType = Image) =>
        SendAsync("PUT", $"/v2/a/b/manifests/{reference}", bytes, c => c.ContentType = new(mediaType));

    private async Task<JsonElement> ReferrersAsync(string query) =>
        JsonElement.Parse(await _http.GetStringAsync(At($"/v2/a/b/referrers/{BlobDigest}{query}"))).GetProperty("manifests");

    private async Task<HttpResponseMessage> SendAsync(
        string method, string location, byte[]? body = null, Action<HttpContentHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(new(method), At(location));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        if (request.Content is { } content)
            headers?.Invoke(content.Headers);
        return await _http.SendAsync(request);
    }
}
