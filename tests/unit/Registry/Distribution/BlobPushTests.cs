using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class BlobPushTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(300_000);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_blob_is_sent_in_one_request(bool relative, bool state)
    {
        using var bench = new RegistryBench(new() { RelativeLocations = relative, LocationWithState = state });
        var there = new List<long>();
        Assert.Equal(BlobPushResult.Uploaded,
            await bench.Client().PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), [], there.Add));
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
        using var bench = new RegistryBench();
        await bench.PushAsync(Bytes);
        bench.Registry.ForgetRequests();
        Assert.Equal(BlobPushResult.Present, await bench.PushAsync(Bytes));
        Assert.Equal("HEAD", Assert.Single(bench.Requests).Method);
    }

    [Fact]
    public async Task A_small_blob_is_sent_without_Expect()
    {
        using var bench = new RegistryBench();
        await bench.PushAsync([1, 2, 3]);
        Assert.Null(bench.Requests[^1].Header("Expect"));
    }

    [Fact]
    public async Task An_empty_blob_is_pushed()
    {
        using var bench = new RegistryBench();
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync([]));
        Assert.Empty(bench.Here.Blobs[Digest.OfBytes([])]);
    }

    [Theory]
    [InlineData(true, 404)]
    [InlineData(false, 405)]
    public async Task A_blob_is_pushed_if_HEAD_is_not_supported(bool headIsMissing, int status)
    {
        using var bench = new RegistryBench(new()
        {
            HeadIsMissing = headIsMissing,
            Failures = headIsMissing ? [] : [new(r => r.Method == "HEAD", status, 9)],
        });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
    }

    [Fact]
    public async Task The_error_for_a_refused_upload_quotes_the_registry()
    {
        using var bench = new RegistryBench(new()
        {
            Failures = [new(r => r.Method == "POST", 404, 9)
                { Body = """{"errors":[{"code":"NAME_UNKNOWN","message":"create the repository first"}]}""",
                ContentType = "application/json" }],
        });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains($"'{bench.Registry.Host}' refuses to take 'libc'", e.Message, StringComparison.Ordinal);
        Assert.Contains("(HTTP 404, NAME_UNKNOWN: create the repository first)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_answer_without_a_Location_is_an_error()
    {
        using var bench = new RegistryBench(new()
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
    public async Task A_refusal_of_the_credentials_is_passed_on_unchanged()
    {
        using var bench = new RegistryBench();
        var client = bench.Client(denies: r => r.Scope.Push ? "no" : null);
        var e =
            await Assert.ThrowsAsync<RustImageException>(
                () => client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []));
        Assert.Equal(("RIMG6102", "no"), (e.Code, e.Message));
    }

    [Fact]
    public async Task A_changed_file_is_reported_as_such_and_not_as_a_registry_fault()
    {
        using var bench = new RegistryBench();
        var blob = RegistryBench.Blob(Bytes) with { Open = () => new MemoryStream(RegistryBench.Bytes(300_000, seed: 2)) };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(RegistryBench.Repository, blob, []));
        Assert.Equal("RIMG6208", e.Code);
        Assert.Contains(Digest.OfBytes(RegistryBench.Bytes(300_000, seed: 2)).ToString(), e.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Here.Blobs);
    }

    [Fact]
    public async Task A_registry_that_computes_a_wrong_digest_gets_the_blob_once_more()
    {
        using var bench = new RegistryBench(new()
        {
            Failures = [new(r => r.Method == "PUT", 400, 9) { Body = """{"errors":[{"code":"DIGEST_INVALID","message":"no"}]}""" }],
        });
        Assert.Equal("RIMG6209", (await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes))).Code);
        Assert.Equal(2, bench.Requests.Count(r => r.Method == "PUT"));
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_not_reported_as_a_network_fault()
    {
        using var bench = new RegistryBench();
        var blob = RegistryBench.Blob(Bytes) with { Open = () => new MemoryStream(Bytes, 0, 200_000) };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(RegistryBench.Repository, blob, []));
        Assert.Equal("RIMG6208", e.Code);
        Assert.Single(bench.Requests, r => r.Method == "PUT");
    }

    [Fact]
    public async Task A_deleted_file_is_not_reported_as_a_network_fault()
    {
        using var bench = new RegistryBench();
        var blob = RegistryBench.Blob(Bytes) with { Open = () => File.OpenRead("/nowhere/blob") };
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PushBlobAsync(RegistryBench.Repository, blob, []));
        Assert.Equal("RIMG0002", e.Code);
        Assert.Empty(bench.Waits);
    }
}
