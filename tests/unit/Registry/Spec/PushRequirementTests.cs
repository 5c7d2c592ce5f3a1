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

    /// <summary>"POST then PUT": the location may be a path or an address, its query is kept and the digest added.</summary>
    [Theory]
    [MemberData(nameof(Locations), DisableDiscoveryEnumeration = true)]
    public async Task A_blob_goes_to_the_location_that_the_registry_gave(TestRegistryOptions options)
    {
        Server.Options = options;
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob(_blob), []));
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>"POST then PUT": a location is taken as it is (SHOULD), also where its query is a signature.</summary>
    [Fact]
    public async Task A_location_is_not_written_anew()
    {
        const string Query = "?sig=a%2Fb%3D%3D%20c+d&empty=&x=1";
        OnAnswer(r => r.Method == "POST", a => a.Headers.Location += Query);
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        var location = Assert.Single(Requests("PUT")).Target;
        Assert.EndsWith($"{Query}&digest={Digest.OfBytes(_blob)}", location.Replace("%3A", ":", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    /// <summary>"POST then PUT": Content-Length and Content-Type of the body, and the digest in the query.</summary>
    [Fact]
    public async Task A_whole_blob_comes_with_its_length_type_and_digest()
    {
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        var put = Assert.Single(Requests("PUT"));
        Assert.Equal(("300000", "application/octet-stream"), (put.Header("Content-Length"), put.Header("Content-Type")));
        Assert.EndsWith($"?digest={Digest.OfBytes(_blob)}", Uri.UnescapeDataString(put.Target), StringComparison.Ordinal);
        Assert.Equal(300_000, put.BodyBytes);
    }

    /// <summary>"POST then PUT": the location may be another server's; "API": Authorization stays with its host (MUST).</summary>
    [Fact]
    public async Task A_blob_goes_to_another_host_without_the_credentials()
    {
        Server.Options = new() { Basic = ("user", "word"), LocationHost = OtherHost };
        await Client(password: "word").PushBlobAsync(Repository, Blob(_blob), []);
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.False(Assert.Single(Requests("PUT")).HasAuthorization);
    }

    /// <summary>"API": any request may be redirected, an upload too (SHOULD be followed).</summary>
    [Fact]
    public async Task An_upload_that_is_redirected_goes_there_whole()
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

    /// <summary>"Layer Upload De-duplication" (a use case): what is there is not sent.</summary>
    [Fact]
    public async Task A_blob_that_is_there_is_not_sent()
    {
        Stored.AddBlob(_blob);
        Assert.Equal(BlobPushResult.Present, await Client().PushBlobAsync(Repository, Blob(_blob), []));
        Assert.Equal(["HEAD"], Requests().Select(r => r.Method));
    }

    /// <summary>"Pushing blobs": a blob may be empty.</summary>
    [Fact]
    public async Task An_empty_blob_is_one()
    {
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob([]), []));
        Assert.Empty(Stored.Blobs[Digest.OfBytes([])]);
    }

    /// <summary>"Cancel a blob upload": who gives up an upload says so (SHOULD).</summary>
    [Fact]
    public async Task A_cancelled_upload_leaves_no_session()
    {
        await CancelAsync();
        Assert.Single(Requests("DELETE"));
        Assert.Empty(Stored.Uploads);
    }

    /// <summary>"Cancel a blob upload": whether that worked does not matter (SHOULD).</summary>
    [Fact]
    public async Task A_session_that_cannot_be_deleted_is_let_be()
    {
        Server.Options = new() { Failures = [new(r => r.Method == "DELETE", 500, int.MaxValue)] };
        await CancelAsync();
    }

    /// <summary>"Pushing Manifests": Content-Type is what the manifest's mediaType says (MUST), without parameters (SHOULD), and the bytes are as they were.</summary>
    [Fact]
    public async Task A_manifest_comes_with_its_own_type()
    {
        var bytes = Manifest();
        await Client().PushManifestAsync(Repository, "1.0", ImageType, bytes);
        Assert.Equal(ImageType, Assert.Single(Requests("PUT")).Header("Content-Type"));
        Assert.Equal(bytes, Stored.Manifests[Stored.Resolve("1.0")!.Value].Bytes);
    }

    /// <summary>"Pushing Manifests": a manifest goes to a tag or to its digest (MUST).</summary>
    [Fact]
    public async Task A_manifest_can_be_pushed_by_its_digest()
    {
        var bytes = Manifest();
        var digest = Digest.OfBytes(bytes);
        await Client().PushManifestAsync(Repository, digest.ToString(), ImageType, bytes);
        Assert.Equal(bytes, Stored.Manifests[digest].Bytes);
        Assert.Empty(Stored.Tags);
    }

    /// <summary>"Pushing Manifests": Docker-Content-Digest, where it is used, is compared with what was pushed (SHOULD).</summary>
    [Fact]
    public async Task A_registry_that_stores_another_manifest_is_found_out()
    {
        OnAnswer(r => r.Method == "PUT", a => a.Headers["Docker-Content-Digest"] = Digest.OfBytes([]).ToString());
        var failure = await AssertFailsAsync(() => Client().PushManifestAsync(Repository, "1.0", ImageType, Manifest()));
        Assert.Equal("RIMG6206", failure.Code);
    }

    /// <summary>"Pushing Manifests": four megabytes are to be expected (SHOULD); "Pull" has no other limit.</summary>
    [Fact]
    public async Task A_manifest_may_have_four_megabytes()
    {
        var bytes = Manifest(padding: 4_000_000);
        await Client().PushManifestAsync(Repository, "1.0", ImageType, bytes);
        Assert.Equal(bytes, (await Client().PullManifestAsync(Repository, "1.0"))?.Bytes);
    }

    /// <summary>"Push": a registry may refuse a manifest whose blobs it does not have, and says so.</summary>
    [Fact]
    public async Task A_manifest_without_its_blobs_is_refused_in_the_registrys_words()
    {
        var bytes = Manifest();
        Stored.Blobs.Clear();
        var failure = await AssertFailsAsync(() => Client().PushManifestAsync(Repository, "1.0", ImageType, bytes));
        Assert.Contains("MANIFEST_BLOB_UNKNOWN", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>"Backwards Compatibility": registries with a part of the spec, or an older one, do (MUST).</summary>
    [Fact]
    public async Task A_registry_with_a_part_of_the_spec_is_enough()
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

    /// <summary>"Single POST", "Determining Support": both are a MAY, and may cost more than they save.</summary>
    [Fact]
    public async Task Nothing_is_asked_for_but_what_is_needed()
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
