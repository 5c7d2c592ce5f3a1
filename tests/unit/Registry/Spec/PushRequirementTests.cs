using Microsoft.AspNetCore.Http;
using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Push": whole blobs, and manifests.</summary>
public sealed class PushRequirementTests : RequirementTests
{
    private readonly byte[] _blob = SomeBytes(300_000);

    public static TheoryData<TestRegistryOptions> Locations => new()
    {
        new TestRegistryOptions(),
        new TestRegistryOptions { RelativeLocations = true },
        new TestRegistryOptions { LocationWithState = true },
        new TestRegistryOptions { RelativeLocations = true, LocationWithState = true },
    };

    /// <summary>"POST then PUT": the location may be a path or an address. Its query is kept, and the digest is added.</summary>
    [Theory]
    [MemberData(nameof(Locations), DisableDiscoveryEnumeration = true)]
    public async Task A_blob_is_sent_to_the_location_named_by_the_registry(TestRegistryOptions options)
    {
        Server.Options = options;
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob(_blob), []));
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>"POST then PUT": a location is used unchanged (SHOULD), because its query may be a signature.</summary>
    [Fact]
    public async Task A_location_is_used_unchanged()
    {
        const string Query = "?sig=a%2Fb%3D%3D%20c+d&empty=&x=1";
        OnAnswer(r => r.Method == "POST", a => a.Headers.Location += Query);
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        var location = Assert.Single(Requests("PUT")).Target;
        Assert.EndsWith($"{Query}&digest={Digest.OfBytes(_blob)}", location.Replace("%3A", ":", StringComparison.OrdinalIgnoreCase),
            StringComparison.Ordinal);
    }

    /// <summary>"POST then PUT": Content-Length and Content-Type of the body, and the digest in the query.</summary>
    [Fact]
    public async Task A_whole_blob_is_sent_with_its_length_type_and_digest()
    {
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        var put = Assert.Single(Requests("PUT"));
        Assert.Equal(("300000", "application/octet-stream"), (put.Header("Content-Length"), put.Header("Content-Type")));
        Assert.EndsWith($"?digest={Digest.OfBytes(_blob)}", Uri.UnescapeDataString(put.Target), StringComparison.Ordinal);
        Assert.Equal(300_000, put.BodyBytes);
    }

    /// <summary>"POST then PUT": the location may be on another server. "API": Authorization is sent only to its host (MUST).</summary>
    [Fact]
    public async Task A_blob_is_sent_to_another_host_without_credentials()
    {
        Server.Options = new() { Basic = ("user", "word"), LocationHost = OtherHost };
        await Client(password: "word").PushBlobAsync(Repository, Blob(_blob), []);
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.False(Assert.Single(Requests("PUT")).HasAuthorization);
    }

    /// <summary>"API": any request may be redirected, including an upload (SHOULD be followed).</summary>
    [Fact]
    public async Task A_redirected_upload_sends_the_whole_blob()
    {
        Server.Options = new() { Basic = ("user", "word"), BlobHost = OtherHost };
        Intercept(context =>
        {
            if (context.Request.Method != "PUT" || context.Request.Host.Value == OtherHost)
                return Task.FromResult(false);
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = $"http://{OtherHost}{context.Request.Path}{context.Request.QueryString}";
            return Task.FromResult(true);
        });
        await Client(password: "word").PushBlobAsync(Repository, Blob(_blob), []);
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.False(Requests("PUT")[^1].HasAuthorization);
    }

    /// <summary>"Layer Upload De-duplication" (a use case): existing blobs are not sent.</summary>
    [Fact]
    public async Task An_existing_blob_is_not_sent()
    {
        Stored.AddBlob(_blob);
        Assert.Equal(BlobPushResult.Present, await Client().PushBlobAsync(Repository, Blob(_blob), []));
        Assert.Equal(["HEAD"], Requests().Select(r => r.Method));
    }

    /// <summary>"Pushing blobs": a blob may be empty.</summary>
    [Fact]
    public async Task An_empty_blob_can_be_pushed()
    {
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob([]), []));
        Assert.Empty(Stored.Blobs[Digest.OfBytes([])]);
    }

    /// <summary>"Cancel a blob upload": a client that gives up an upload cancels it (SHOULD).</summary>
    [Fact]
    public async Task A_cancelled_upload_leaves_no_session()
    {
        await CancelAsync();
        Assert.Single(Requests("DELETE"));
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>"Cancel a blob upload": a failed cancellation does not matter (SHOULD).</summary>
    [Fact]
    public async Task A_session_that_cannot_be_deleted_causes_no_error()
    {
        Server.Options = new() { Failures = [new(r => r.Method == "DELETE", 500, int.MaxValue)] };
        await CancelAsync();
    }

    /// <summary>"Pushing Manifests": Content-Type equals mediaType (MUST), without parameters (SHOULD). The bytes are unchanged.</summary>
    [Fact]
    public async Task A_manifest_is_sent_with_its_own_media_type()
    {
        var bytes = Manifest();
        await Client().PushManifestAsync(Repository, "1.0", ImageType, bytes);
        Assert.Equal(ImageType, Assert.Single(Requests("PUT")).Header("Content-Type"));
        Assert.Equal(bytes, Stored.Manifests[Stored.Resolve("1.0")!.Value].Bytes);
    }

    /// <summary>"Pushing Manifests": a manifest is pushed to a tag or to its digest (MUST).</summary>
    [Fact]
    public async Task A_manifest_can_be_pushed_by_its_digest()
    {
        var bytes = Manifest();
        var digest = Digest.OfBytes(bytes);
        await Client().PushManifestAsync(Repository, digest.ToString(), ImageType, bytes);
        Assert.Equal(bytes, Stored.Manifests[digest].Bytes);
        Assert.Empty(Stored.Tags);
    }

    /// <summary>"Pushing Manifests": Docker-Content-Digest is compared with the pushed digest (SHOULD).</summary>
    [Fact]
    public async Task A_registry_that_stores_a_different_manifest_is_detected()
    {
        OnAnswer(r => r.Method == "PUT", a => a.Headers["Docker-Content-Digest"] = Digest.OfBytes([]).ToString());
        var failure = await AssertFailsAsync(() => Client().PushManifestAsync(Repository, "1.0", ImageType, Manifest()));
        Assert.Equal("RIMG6206", failure.Code);
    }

    /// <summary>"Pushing Manifests": registries accept four megabytes (SHOULD). "Pull" has no other limit.</summary>
    [Fact]
    public async Task A_manifest_may_have_four_megabytes()
    {
        var bytes = Manifest(padding: 4_000_000);
        await Client().PushManifestAsync(Repository, "1.0", ImageType, bytes);
        Assert.Equal(bytes, (await Client().PullManifestAsync(Repository, "1.0"))?.Bytes);
    }

    /// <summary>"Push": a registry may refuse a manifest whose blobs are missing.</summary>
    [Fact]
    public async Task The_error_for_a_manifest_without_its_blobs_quotes_the_registry()
    {
        var bytes = Manifest();
        Stored.Blobs.Clear();
        var failure = await AssertFailsAsync(() => Client().PushManifestAsync(Repository, "1.0", ImageType, bytes));
        Assert.Contains("MANIFEST_BLOB_UNKNOWN", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>"Backwards Compatibility": registries with a part of the spec, or with an older one, are supported (MUST).</summary>
    [Fact]
    public async Task A_registry_with_only_a_part_of_the_spec_is_supported()
    {
        Server.Options = new()
        {
            NoReferrers = true,
            NoMount = true,
            NoSinglePost = true,
            NoDigestHeader = true,
            NoRanges = true,
            HeadIsMissing = true,
        };
        var bytes = Manifest();
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob(_blob), ["other"]));
        await Client().PushManifestAsync(Repository, "1.0", ImageType, bytes);
        Assert.Equal(Digest.OfBytes(bytes), (await Client().FindManifestAsync(Repository, "1.0"))?.Digest);
    }

    /// <summary>"Single POST", "Determining Support": both are optional (MAY), and may cost more than they save.</summary>
    [Fact]
    public async Task A_push_makes_only_the_necessary_requests()
    {
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        Assert.Equal(["HEAD", "POST", "PUT"], Requests().Select(r => r.Method));
    }

    private async Task CancelAsync()
    {
        Server.Options = Server.Options with { SlowBytesPerSecond = 100_000 };
        using var cancellation = new CancellationTokenSource();
        Intercept(context =>
        {
            if (context.Request.Method == "PUT")
                cancellation.Cancel();
            return Task.FromResult(false);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client().PushBlobAsync(Repository, Blob(SomeBytes(2_000_000)), [], cancellation: cancellation.Token));
    }
}
