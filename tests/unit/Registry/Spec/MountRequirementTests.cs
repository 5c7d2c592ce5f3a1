using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Mounting a blob from another repository".</summary>
public sealed class MountRequirementTests : RequirementTests
{
    private readonly byte[] _blob = SomeBytes(100_000);

    /// <summary>"mount" names the digest and "from" the other repository. 201 means success.</summary>
    [Fact]
    public async Task A_blob_of_another_repository_is_mounted()
    {
        Server["base/image"].AddBlob(_blob);
        Assert.Equal(BlobPushResult.Mounted, await PushAsync("base/image"));
        Assert.Equal(0, Server.Requests.Sum(r => r.BodyBytes));
        var post = Assert.Single(Requests("POST"));
        Assert.EndsWith($"/blobs/uploads/?mount={Digest.OfBytes(_blob)}&from=base/image", Uri.UnescapeDataString(post.Target),
            StringComparison.Ordinal);
        Assert.Equal("0", post.Header("Content-Length"));
    }

    /// <summary>202 means that an upload has begun, which the client may use.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_started_instead_of_a_mount_is_used(bool withState)
    {
        Server["base/image"].AddBlob(_blob);
        Server.Options = new() { NoMount = true, LocationWithState = withState };
        Assert.Equal(BlobPushResult.Uploaded, await PushAsync("base/image"));
        Assert.Single(Requests("POST"));
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>A registry may refuse a mount.</summary>
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

    /// <summary>A registry may find the blob in any repository.</summary>
    [Fact]
    public async Task A_registry_may_mount_the_blob_from_any_repository()
    {
        Server["elsewhere"].AddBlob(_blob);
        Server.Options = new() { MountFromAnywhere = true };
        Assert.Equal(BlobPushResult.Mounted, await PushAsync("base/image"));
    }

    /// <summary>Without a source repository the blob is sent.</summary>
    [Fact]
    public async Task Without_a_source_repository_no_mount_is_requested()
    {
        Assert.Equal(BlobPushResult.Uploaded, await PushAsync());
        Assert.DoesNotContain(Server.Requests, r => r.Target.Contains("mount=", StringComparison.Ordinal));
    }

    /// <summary>
    /// Without read permission for the other repository the blob is sent, because the token server refuses both scopes together.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repository_without_read_permission_is_not_mounted_from(bool refusesMore)
    {
        using var tokens = new TestTokenServer("user", "word")
        {
            Grants = (repository, _) => repository == Repository,
            RefusesMore = refusesMore,
        };
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
