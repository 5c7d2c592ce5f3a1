using RustImage.Registry.Blobs;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class ChunkTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(1_000_000);

    [Fact]
    public async Task Chunks_have_the_configured_size()
    {
        using var bench = new RegistryBench(new() { LocationWithState = true, RelativeLocations = true });
        var client = bench.Client(s => s with { ChunkSize = 400_000 });
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []);
        Assert.Equal(["PATCH 400000", "PATCH 400000", "PATCH 200000", "PUT 0"], bench.Bodies);
        Assert.Equal(["0-399999", "400000-799999", "800000-999999"],
            bench.Requests.Where(r => r.Method == "PATCH").Select(r => r.Header("Content-Range")));
        Assert.Equal(Bytes, bench.Here.Blobs[Digest.OfBytes(Bytes)]);
    }

    [Fact]
    public async Task The_environment_may_set_the_chunk_size_as_with_the_NET_SDK()
    {
        using var bench = new RegistryBench();
        var client =
            bench.Client(s => s with { Environment = n => n == "DOTNET_CONTAINER_REGISTRY_CHUNKED_UPLOAD_SIZE_BYTES" ? "600000" : null });
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []);
        Assert.Equal(["PATCH 600000", "PATCH 400000", "PUT 0"], bench.Bodies);
    }

    [Theory]
    [InlineData("1M")]
    [InlineData("0")]
    [InlineData("-1")]
    public void An_invalid_chunk_size_is_refused(string size)
    {
        using var bench = new RegistryBench();
        var e =
            Assert.Throws<RustImageException>(
                () => bench.Client(s => s with { Environment = n => n == ChunkSizes.Variable ? size : null }));
        Assert.Equal("RIMG6213", e.Code);
    }

    [Fact]
    public async Task A_registry_may_require_larger_chunks()
    {
        using var bench = new RegistryBench(new() { ChunkMinLength = 700_000 });
        var client = bench.Client(s => s with { ChunkSize = 1000 });
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []);
        Assert.Equal(["PATCH 700000", "PATCH 300000", "PUT 0"], bench.Bodies);
    }

    [Fact]
    public async Task A_blob_that_is_refused_whole_is_sent_in_chunks_and_so_are_later_blobs()
    {
        using var bench = new RegistryBench(new() { MaxBodyBytes = 300_000 });
        var client = bench.Client();
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []);
        Assert.Equal(["PUT 0", "PATCH 262144", "PATCH 262144", "PATCH 262144", "PATCH 213568", "PUT 0"], bench.Bodies);
        bench.Registry.ForgetRequests();
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(RegistryBench.Bytes(500_000)), []);
        Assert.Equal(["PATCH 262144", "PATCH 237856", "PUT 0"], bench.Bodies);
        Assert.Empty(bench.Waits);
    }

    [Fact]
    public async Task A_body_limit_below_every_chunk_size_is_an_error()
    {
        using var bench = new RegistryBench(new() { MaxBodyBytes = 1000 });
        var e = await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes));
        Assert.Equal("RIMG6212", e.Code);
        Assert.Equal(3, bench.Bodies.Count);
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task A_body_limit_below_the_minimal_chunk_size_is_an_error()
    {
        using var bench = new RegistryBench(new() { MaxBodyBytes = 300_000, ChunkMinLength = 500_000 });
        Assert.Equal("RIMG6212", (await Assert.ThrowsAsync<RustImageException>(() => bench.PushAsync(Bytes))).Code);
    }

    [Fact]
    public async Task After_a_chunk_out_of_order_the_client_asks_where_to_continue()
    {
        var patches = 0;
        using var bench = new RegistryBench();
        bench.Registry.Options = new()
        {
            Intercept = context =>
            {
                // Another request of the same client, which seemed lost, arrived in between.
                if (context.Request.Method == "PATCH" && patches++ == 1)
                    bench.Here.Uploads.Values.Single().Append(Bytes.AsSpan(400_000, 100_000));
                return Task.FromResult(false);
            },
        };
        var client = bench.Client(s => s with { ChunkSize = 400_000 });
        await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), []);
        Assert.Equal(["0-399999", "400000-799999", "500000-899999", "900000-999999"],
            bench.Requests.Where(r => r.Method == "PATCH").Select(r => r.Header("Content-Range")));
        Assert.Equal(Bytes, bench.Here.Blobs[Digest.OfBytes(Bytes)]);
    }
}
