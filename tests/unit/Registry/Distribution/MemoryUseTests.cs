using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>Not in parallel, because the test measures the memory of the process.</summary>
[CollectionDefinition(nameof(MemoryUseTests), DisableParallelization = true)]
[Collection(nameof(MemoryUseTests))]
public sealed class MemoryUseTests
{
    private const int Size = 200_000_000;

    /// <summary>
    /// The server is in this process and allocates memory for each read. A client that held the blob would need its whole size.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData(50_000_000L)]
    public async Task A_large_blob_is_never_held_in_memory(long? chunk)
    {
        using var directory = new TemporaryDirectory();
        using (var file = File.Create(directory["blob"]))
            file.SetLength(Size);
        var blob = new RegistryBlob(Digest.OfFile(directory["blob"]), Size, "large", () => File.OpenRead(directory["blob"]));
        using var server = new LoopbackServer(async context =>
        {
            var sent = new byte[1 << 16];
            while (await context.Request.Body.ReadAsync(sent) > 0)
            {
            }
            context.Response.StatusCode = context.Request.Method switch { "HEAD" => 404, "PUT" => 201, _ => 202 };
            context.Response.Headers.Location = "/v2/a/blobs/uploads/1";
        });
        using var client = RegistryBench.ClientOf(server.Host, s => s with { ChunkSize = chunk });
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync("a", blob, []));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Size / 10);
    }
}
