using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class MountTests
{
    private static readonly byte[] Bytes = Bench.Bytes(1000);

    [Fact]
    public async Task A_blob_of_another_repository_is_mounted_with_one_request()
    {
        using var bench = new Bench();
        bench.Registry["base"].AddBlob(Bytes);
        Assert.Equal(BlobPushResult.Mounted, await bench.PushAsync(Bytes, "base"));
        Assert.Contains("from=base", Assert.Single(bench.Requests).Target, StringComparison.Ordinal);
        Assert.Contains(Digest.OfBytes(Bytes), bench.Here.Blobs);
    }

    [Fact]
    public async Task An_upload_that_began_instead_is_used()
    {
        using var bench = new Bench(new() { NoMount = true });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes, "base", "other"));
        Assert.Equal(["POST", "HEAD", "PUT"], bench.Requests.Select(r => r.Method));
        Assert.Empty(bench.Here.Uploads);
    }

    [Fact]
    public async Task What_is_there_is_not_sent_because_it_can_t_be_mounted()
    {
        using var bench = new Bench(new() { NoMount = true });
        bench.Here.AddBlob(Bytes);
        var client = bench.Client();
        Assert.Equal(BlobPushResult.Present, await client.PushBlobAsync(Bench.Repository, Bench.Blob(Bytes), ["base"]));
        Assert.Equal(["POST", "HEAD", "DELETE"], bench.Requests.Select(r => r.Method));
        Assert.Empty(bench.Here.Uploads);
        bench.Registry.ForgetRequests();
        Assert.Equal(BlobPushResult.Present, await client.PushBlobAsync(Bench.Repository, Bench.Blob(Bytes), ["base"]));
        Assert.Equal(["HEAD"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_source_that_may_not_be_read_is_passed_over()
    {
        using var bench = new Bench();
        bench.Registry["public"].AddBlob(Bytes);
        var client = bench.Client(denies: r => r.Scope.MountFrom == "secret" ? "no" : null);
        Assert.Equal(BlobPushResult.Mounted, await client.PushBlobAsync(Bench.Repository, Bench.Blob(Bytes), ["secret", "public"]));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_mount_that_is_refused_twice_is_not_asked_for_a_third_time(int status)
    {
        using var bench = new Bench(new() { Failures = [new(r => r.Target.Contains("mount=", StringComparison.Ordinal), status, 9)] });
        Assert.Equal(BlobPushResult.Uploaded, await bench.PushAsync(Bytes, "a", "b", "c"));
        Assert.Equal(["POST", "POST", "HEAD", "POST", "PUT"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task The_repository_itself_is_no_source()
    {
        using var bench = new Bench();
        await bench.PushAsync(Bytes, Bench.Repository);
        Assert.DoesNotContain(bench.Requests, r => r.Target.Contains("mount", StringComparison.Ordinal));
    }
}
