using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class MountTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(1000);

    [Fact]
    public async Task A_blob_of_another_repository_is_mounted_with_one_request()
    {
        using var bench = new RegistryBench();
        bench.Registry["base"].AddBlob(Bytes);
        Assert.Equal(BlobPushResult.Mounted, await bench.PushAsync(Bytes, "base"));
        Assert.Contains("from=base", Assert.Single(bench.Requests).Target, StringComparison.Ordinal);
        Assert.Contains(Digest.OfBytes(Bytes), bench.Here.Blobs);
    }

    [Fact]
    public async Task An_upload_started_instead_of_a_mount_is_used()
    {
        using var bench = new RegistryBench(new() { NoMount = true });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes, "base", "other"));
        Assert.Equal(["POST", "HEAD", "PUT"], bench.Requests.Select(r => r.Method));
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task An_existing_blob_is_not_sent_when_the_mount_fails()
    {
        using var bench = new RegistryBench(new() { NoMount = true });
        bench.Here.AddBlob(Bytes);
        var client = bench.Client();
        Assert.Equal(BlobPushResult.Present, await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), ["base"]));
        Assert.Equal(["POST", "HEAD", "DELETE"], bench.Requests.Select(r => r.Method));
        Assert.Empty(bench.Here.Uploads);
        bench.Registry.ForgetRequests();
        Assert.Equal(BlobPushResult.Present, await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), ["base"]));
        Assert.Equal(["HEAD"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_mount_source_without_read_permission_is_skipped()
    {
        using var bench = new RegistryBench();
        bench.Registry["public"].AddBlob(Bytes);
        var client = bench.Client(denies: r => r.Scope.MountFrom == "secret" ? "no" : null);
        Assert.Equal(BlobPushResult.Mounted,
            await client.PushBlobAsync(RegistryBench.Repository, RegistryBench.Blob(Bytes), ["secret", "public"]));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_mount_that_is_refused_twice_is_not_tried_a_third_time(int status)
    {
        using var bench =
            new RegistryBench(new() { Failures = [new(r => r.Target.Contains("mount=", StringComparison.Ordinal), status, 9)] });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes, "a", "b", "c"));
        Assert.Equal(["POST", "POST", "HEAD", "POST", "PUT"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_repository_is_not_a_mount_source_for_itself()
    {
        using var bench = new RegistryBench();
        await bench.PushAsync(Bytes, RegistryBench.Repository);
        Assert.DoesNotContain(bench.Requests, r => r.Target.Contains("mount", StringComparison.Ordinal));
    }
}
