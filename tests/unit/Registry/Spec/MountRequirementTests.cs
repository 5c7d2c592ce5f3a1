using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Mounting a blob from another repository".</summary>
public sealed class MountRequirementTests : RequirementTests
{
    private readonly byte[] _blob = SomeBytes(100_000);

    /// <summary>mount names the digest and from the repository that may have it; 201 is the end of it.</summary>
    [Fact]
    public async Task A_blob_of_another_repository_is_mounted()
    {
        Server["base/image"].AddBlob(_blob);
        Assert.Equal(BlobPushResult.Mounted, await PushAsync("base/image"));
        Assert.Equal(0, Server.Requests.Sum(r => r.BodyBytes));
        var post = Assert.Single(Requests("POST"));
        Assert.EndsWith($"/blobs/uploads/?mount={Digest.OfBytes(_blob)}&from=base/image", Uri.UnescapeDataString(post.Target), StringComparison.Ordinal);
        Assert.Equal("0", post.Header("Content-Length"));
    }

    /// <summary>202 means that an upload has begun, which may be used.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_that_began_instead_is_used(bool withState)
    {
        Server["base/image"].AddBlob(_blob);
        Server.Options = new() { NoMount = true, LocationWithState = withState };
        Assert.Equal(BlobPushResult.Uploaded, await PushAsync("base/image"));
        Assert.Single(Requests("POST"));
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>A registry that cannot mount may also say so.</summary>
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task A_mount_that_is_refused_does_not_stop_the_push(int status)
    {
        Server["base/image"].AddBlob(_blob);
        Server.Options = new() { Failures = [new(r => r.Target.Contains("mount=", StringComparison.Ordinal), status, int.MaxValue)] };
        Assert.Equal(BlobPushResult.Uploaded, await PushAsync("base/image"));
    }

    /// <summary>A registry may find the blob wherever it is.</summary>
    [Fact]
    public async Task A_blob_may_be_mounted_from_elsewhere()
    {
        Server["elsewhere"].AddBlob(_blob);
        Server.Options = new() { MountFromAnywhere = true };
        Assert.Equal(BlobPushResult.Mounted, await PushAsync("base/image"));
    }

    /// <summary>No repository to mount from: the blob is sent.</summary>
    [Fact]
    public async Task A_blob_that_nobody_may_have_is_not_mounted()
    {
        Assert.Equal(BlobPushResult.Uploaded, await PushAsync());
        Assert.DoesNotContain(Server.Requests, r => r.Target.Contains("mount=", StringComparison.Ordinal));
    }

    /// <summary>Who may not read the other repository sends the blob: its token server does not let it ask for both.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repository_that_this_user_may_not_read_is_not_mounted_from(bool refusesMore)
    {
        using var tokens = new TestTokenServer("user", "word") { Grants = (repository, _) => repository == Repository, RefusesMore = refusesMore };
        Server["base/image"].AddBlob(_blob);
        Server.Options = new() { Tokens = tokens };
        Assert.Equal(BlobPushResult.Uploaded, await Client(password: "word").PushBlobAsync(Repository, Blob(_blob), ["base/image"]));
    }

    private async Task<BlobPushResult> PushAsync(params string[] mountFrom)
    {
        var how = await Client().PushBlobAsync(Repository, Blob(_blob), mountFrom);
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        return how;
    }
}
