using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class BlobPushTests
{
    private static readonly byte[] Bytes = Bench.Bytes(300_000);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_blob_goes_whole_in_one_request(bool relative, bool state)
    {
        using var bench = new Bench(new() { RelativeLocations = relative, LocationWithState = state });
        var there = new List<long>();
        Assert.Equal(BlobPushResult.Uploaded, await bench.Client().PushBlobAsync(Bench.Repository, Bench.Blob(Bytes), [], there.Add));
        Assert.Equal(Bytes, bench.Here.Blobs[Digest.OfBytes(Bytes)]);
        Assert.Equal(["HEAD", "POST", "PUT"], bench.Requests.Select(r => r.Method));
        Assert.Equal("100-continue", bench.Requests[2].Header("Expect"));
        Assert.Equal("application/octet-stream", bench.Requests[2].Header("Content-Type"));
        Assert.Equal(Bytes.Length, there[^1]);
        Assert.Equal(there.Order(), there);
    }

    [Fact]
    public async Task A_second_push_sends_nothing()
    {
        using var bench = new Bench();
        await bench.PushAsync(Bytes);
        bench.Registry.ForgetRequests();
        Assert.Equal(BlobPushResult.Present, await bench.PushAsync(Bytes));
        Assert.Equal("HEAD", Assert.Single(bench.Requests).Method);
    }

    [Fact]
    public async Task A_small_blob_asks_for_no_permission()
    {
        using var bench = new Bench();
        await bench.PushAsync([1, 2, 3]);
        Assert.Null(bench.Requests[^1].Header("Expect"));
    }

    [Fact]
    public async Task An_empty_blob_goes_too()
    {
        using var bench = new Bench();
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync([]));
        Assert.Empty(bench.Here.Blobs[Digest.OfBytes([])]);
    }

    [Theory]
    [InlineData(true, 404)]
    [InlineData(false, 405)]
    public async Task Where_HEAD_is_unknown_the_blob_goes(bool headIsMissing, int status)
    {
        using var bench = new Bench(new()
        {
            HeadIsMissing = headIsMissing,
            Failures = headIsMissing ? [] : [new(r => r.Method == "HEAD", status, 9)],
        });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
    }

    [Fact]
    public async Task A_refused_upload_says_what_the_registry_says()
    {
        using var bench = new Bench(new()
        {
            Failures = [new(r => r.Method == "POST", 404, 9) { Body = """{"errors":[{"code":"NAME_UNKNOWN","message":"create the repository first"}]}""", ContentType = "application/json" }],
        });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains($"'{bench.Registry.Host}' refuses to take 'libc'", e.Message, StringComparison.Ordinal);
        Assert.Contains("(HTTP 404, NAME_UNKNOWN: create the repository first)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_names_no_place_for_the_upload_is_none()
    {
        using var bench = new Bench(new()
        {
            Intercept = context =>
            {
                context.Response.StatusCode = 202;
                return Task.FromResult(context.Request.Method == "POST");
            },
        });
        Assert.Equal("RIMG6210", (await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes))).Code);
    }

    [Fact]
    public async Task A_refusal_of_the_credentials_comes_as_it_is()
    {
        using var bench = new Bench();
        var client = bench.Client(denies: r => r.Scope.Push ? "no" : null);
        var e = await Assert.ThrowsAsync<RustImageException>(() => client.PushBlobAsync(Bench.Repository, Bench.Blob(Bytes), []));
        Assert.Equal(("RIMG6102", "no"), (e.Code, e.Message));
    }

    [Fact]
    public async Task A_file_that_changed_is_told_from_a_registry_that_miscounts()
    {
        using var bench = new Bench();
        var blob = Bench.Blob(Bytes) with { Open = () => new MemoryStream(Bench.Bytes(300_000, seed: 2)) };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(Bench.Repository, blob, []));
        Assert.Equal("RIMG6208", e.Code);
        Assert.Contains(Digest.OfBytes(Bench.Bytes(300_000, seed: 2)).ToString(), e.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Here.Blobs);
    }

    [Fact]
    public async Task A_registry_that_miscounts_gets_the_blob_once_more()
    {
        using var bench = new Bench(new()
        {
            Failures = [new(r => r.Method == "PUT", 400, 9) { Body = """{"errors":[{"code":"DIGEST_INVALID","message":"no"}]}""" }],
        });
        Assert.Equal("RIMG6209", (await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes))).Code);
        Assert.Equal(2, bench.Requests.Count(r => r.Method == "PUT"));
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task A_file_that_got_shorter_is_no_fault_of_the_network()
    {
        using var bench = new Bench();
        var blob = Bench.Blob(Bytes) with { Open = () => new MemoryStream(Bytes, 0, 200_000) };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(Bench.Repository, blob, []));
        Assert.Equal("RIMG6208", e.Code);
        Assert.Single(bench.Requests, r => r.Method == "PUT");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_no_fault_of_the_network()
    {
        using var bench = new Bench();
        var blob = Bench.Blob(Bytes) with { Open = () => File.OpenRead("/nowhere/blob") };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(Bench.Repository, blob, []));
        Assert.Equal("RIMG0002", e.Code);
        Assert.Empty(bench.Waits);
    }
}
