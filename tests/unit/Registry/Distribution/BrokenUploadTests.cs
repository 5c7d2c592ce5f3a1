using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class BrokenUploadTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(1_000_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_upload_continues_where_it_ended(bool state)
    {
        using var bench = new RegistryBench(new() { BreakUploadAfter = 500_000, LocationWithState = state });
        var there = new List<long>();
        Assert.Equal(BlobPushResult.Uploaded,
            await bench.Client().PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), [], there.Add));
        Assert.Equal(Bytes, bench.Here.Blobs[Digest.OfBytes(Bytes)]);
        Assert.Equal(["PUT 500000", "PATCH 500000", "PUT 0"], bench.Bodies);
        Assert.Equal("500000-999999", bench.Requests.Single(r => r.Method == "PATCH").Header("Content-Range"));
        Assert.Equal(Bytes.Length, there[^1]);
        Assert.Single(bench.Waits);
    }

    [Fact]
    public async Task Breaks_are_not_counted_while_the_upload_makes_progress()
    {
        using var bench = new RegistryBench(new() { BreakUploadAfter = 100_000, UploadBreaks = 8 });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(Bytes.Length, bench.Requests.Sum(r => r.BodyBytes));
        Assert.All(bench.Waits, w => Assert.InRange(w.TotalSeconds, 0.25, 0.75));
    }

    [Fact]
    public async Task An_upload_session_that_the_registry_has_lost_is_started_again()
    {
        using var bench = new RegistryBench(new() { BreakUploadAfter = 500_000, ForgetBrokenUploads = true });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(["PUT 500000", "PUT 1000000"], bench.Bodies.Where(b => b != "PATCH 0"));
    }

    [Fact]
    public async Task A_registry_that_always_breaks_and_forgets_is_given_up()
    {
        using var bench =
            new RegistryBench(new() { BreakUploadAfter = 500_000, UploadBreaks = 99, Failures = [new(r => r.Method == "GET", 404, 99)] });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes));
        Assert.Equal("RIMG6202", e.Code);
        Assert.Contains("(4 times, at last ", e.Message, StringComparison.Ordinal);
        Assert.Equal(4, bench.Bodies.Count);
        Assert.Empty(bench.Here.Uploads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_upload_of_which_at_most_one_byte_arrived_starts_again(int came)
    {
        using var bench = new RegistryBench(new() { BreakUploadAfter = came });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal([$"PUT {came}", "PUT 1000000"], bench.Bodies);
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task A_registry_without_chunks_gets_the_whole_blob_once_more()
    {
        using var bench = new RegistryBench(new() { BreakUploadAfter = 500_000, Failures = [new(r => r.Method == "PATCH", 405, 9)] });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(["PUT 500000", "PATCH 0", "PUT 1000000"], bench.Bodies);
    }

    [Fact]
    public async Task An_upload_whose_last_answer_was_lost_is_complete()
    {
        var lost = 0;
        using var bench = new RegistryBench();
        bench.Registry.Options = new()
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "PUT" || lost++ > 0)
                    return false;
                await context.Request.Body.CopyToAsync(Stream.Null);
                bench.Here.AddBlob(Bytes);
                bench.Here.Uploads.Clear();
                context.Abort();
                return true;
            },
        };
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes));
        Assert.Equal(["HEAD", "POST", "PUT", "GET", "HEAD"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_busy_registry_gets_the_rest_of_an_upload_later()
    {
        using var bench = new RegistryBench(new() { Failures = [new(r => r.Method == "PATCH", 503)], });
        var client = bench.Client(s => s with { ChunkSize = 400_000 });
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []));
        Assert.Equal(Bytes, bench.Here.Blobs[Digest.OfBytes(Bytes)]);
    }

    [Fact]
    public async Task An_upload_that_stalls_is_given_up()
    {
        using var bench = new RegistryBench(new()
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "PUT")
                    return false;
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            },
        });
        var client = bench.Client(s => s with { Transfer = s.Transfer with { StallTimeout = TimeSpan.FromSeconds(0.3), Attempts = 2 } });
        var e =
            await Assert.ThrowsAsync<RustImageException>(
                () => client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []));
        Assert.Equal("RIMG6202", e.Code);
        Assert.Contains("nothing came for 0.3 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_registry_is_waited_for()
    {
        using var bench = new RegistryBench(new() { SlowBytesPerSecond = 4_000_000 });
        var client = bench.Client(s => s with { Transfer = s.Transfer with { StallTimeout = TimeSpan.FromSeconds(4) } });
        Assert.Equal(BlobPushResult.Uploaded,
            await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(20_000_000)), []));
        Assert.Single(bench.Bodies);
    }
}
