using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class BlobPullTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(1_000_000);
    private static readonly Descriptor Blob = new("application/octet-stream", Digest.OfBytes(Bytes), Bytes.Length);

    [Fact]
    public async Task A_blob_is_pulled_completely()
    {
        using var bench = new RegistryBench();
        var there = new List<long>();
        Assert.Equal(Bytes, await PullAsync(bench, there.Add));
        Assert.Equal(Bytes.Length, there[^1]);
        Assert.Single(bench.Requests);
        Assert.True(await bench.Client().HasBlobAsync(RegistryBench.Repository, Blob.Digest));
        Assert.False(await bench.Client().HasBlobAsync(RegistryBench.Repository, Digest.OfBytes([])));
    }

    [Fact]
    public async Task A_broken_download_continues_where_it_ended()
    {
        using var bench = new RegistryBench(new() { BreakDownloadAfter = 200_000, DownloadBreaks = 4 });
        Assert.Equal(Bytes, await PullAsync(bench));
        Assert.Equal(5, bench.Requests.Count);
        // The bytes in transit were lost when the connection broke.
        Assert.All(bench.Requests.Skip(1), r => Assert.Matches("^bytes=[1-9][0-9]{5}-$", r.Header("Range")));
        Assert.All(bench.Requests.Skip(1), r => Assert.Equal($"\"{Blob.Digest}\"", r.Header("If-Range")));
        Assert.All(bench.Waits, w => Assert.InRange(w.TotalSeconds, 0.25, 0.75));
    }

    [Fact]
    public async Task A_registry_without_ranges_sends_the_blob_from_the_start()
    {
        using var bench = new RegistryBench(new() { BreakDownloadAfter = 500_000, NoRanges = true });
        Assert.Equal(Bytes, await PullAsync(bench));
        Assert.Equal(2, bench.Requests.Count);
    }

    [Fact]
    public async Task Wrong_bytes_are_requested_exactly_once_more()
    {
        using var bench = new RegistryBench(new() { WrongBytes = 1 });
        Assert.Equal(Bytes, await PullAsync(bench));
        Assert.Equal([null, "no-cache"], bench.Requests.Select(r => r.Header("Cache-Control")));
        bench.Registry.Options = new() { WrongBytes = 9 };
        bench.Registry.ForgetRequests();
        Assert.Equal("RIMG6204", (await Assert.ThrowsAsync<RustImageException>(() => PullAsync(bench))).Code);
        Assert.Equal(2, bench.Requests.Count);
    }

    [Fact]
    public async Task Already_downloaded_bytes_are_not_requested()
    {
        using var bench = new RegistryBench();
        bench.Here.AddBlob(Bytes);
        using var destination = new MemoryStream();
        destination.Write(Bytes, 0, 900_000);
        await bench.Client().PullBlobAsync(RegistryBench.Repository, Blob, destination);
        await bench.Client().PullBlobAsync(RegistryBench.Repository, Blob, destination);
        Assert.Equal("bytes=900000-", Assert.Single(bench.Requests).Header("Range"));
        Assert.Equal(Bytes, destination.ToArray());
    }

    [Fact]
    public async Task A_missing_blob_is_an_error()
    {
        using var bench = new RegistryBench();
        using var destination = new MemoryStream();
        var e =
            await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PullBlobAsync(RegistryBench.Repository, Blob, destination));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains("HTTP 404", e.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> PullAsync(RegistryBench bench, Action<long>? onBytes = null)
    {
        bench.Here.AddBlob(Bytes);
        using var destination = new MemoryStream();
        await bench.Client().PullBlobAsync(RegistryBench.Repository, Blob, destination, onBytes);
        return destination.ToArray();
    }
}
