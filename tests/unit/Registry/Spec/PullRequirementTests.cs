using System.Text;
using Microsoft.AspNetCore.Http;
using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Pull", and the related parts of "API" and "Backwards Compatibility".</summary>
public sealed class PullRequirementTests : RequirementTests
{
    private readonly byte[] _blob = SomeBytes(300_000);

    /// <summary>"Pulling manifests": a manifest is named by a tag or by its digest (MUST).</summary>
    [Fact]
    public async Task A_manifest_is_pulled_by_tag_and_by_digest()
    {
        var bytes = Manifest();
        var digest = Stored.AddManifest(ImageType, bytes, "1.0");
        foreach (var reference in new[] { "1.0", digest.ToString() })
        {
            var pulled = await Client().PullManifestAsync(Repository, reference);
            Assert.Equal(bytes, pulled!.Bytes);
            Assert.Equal(new Descriptor(ImageType, digest, bytes.Length), pulled.Descriptor);
        }
    }

    /// <summary>"Pulling manifests": Accept names the supported types (SHOULD).</summary>
    [Theory]
    [InlineData(ImageType)]
    [InlineData(IndexType)]
    [InlineData("application/vnd.docker.distribution.manifest.v2+json")]
    [InlineData("application/vnd.docker.distribution.manifest.list.v2+json")]
    public async Task The_Accept_header_names_every_type_of_manifest(string mediaType)
    {
        Server.Options = new() { RequireAccept = true };
        var digest = Stored.AddManifest(mediaType, Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{mediaType}}"}"""), "1.0");
        Assert.Equal(mediaType, (await Client().FindManifestAsync(Repository, "1.0"))?.MediaType);
        Assert.Equal(digest, (await Client().PullManifestAsync(Repository, "1.0"))?.Descriptor.Digest);
    }

    /// <summary>"Pulling manifests": parameters of Content-Type are ignored (SHOULD).</summary>
    [Fact]
    public async Task Parameters_of_a_content_type_are_ignored()
    {
        Stored.AddManifest(ImageType, Manifest(), "1.0");
        OnAnswer(r => r.Method is "GET" or "HEAD", a => a.ContentType += "; charset=utf-8");
        Assert.Equal(ImageType, (await Client().FindManifestAsync(Repository, "1.0"))?.MediaType);
        Assert.Equal(ImageType, (await Client().PullManifestAsync(Repository, "1.0"))?.Descriptor.MediaType);
    }

    /// <summary>"Pulling manifests": a manifest whose type differs from its Content-Type is refused (SHOULD).</summary>
    [Fact]
    public async Task A_manifest_whose_type_differs_from_its_Content_Type_is_refused()
    {
        Stored.AddManifest(IndexType, Manifest(), "1.0");
        await AssertFailsAsync(() => Client().PullManifestAsync(Repository, "1.0"));
    }

    /// <summary>"Pulling manifests": a client that uses Docker-Content-Digest checks it (MUST).</summary>
    [Fact]
    public async Task A_wrong_Docker_Content_Digest_is_not_trusted()
    {
        var bytes = Manifest();
        Stored.AddManifest(ImageType, bytes, "1.0");
        OnAnswer(r => r.Method == "GET", a => a.Headers["Docker-Content-Digest"] = Digest.OfBytes([]).ToString());
        PulledManifest? pulled = null;
        var failure = await Record.ExceptionAsync(async () => pulled = await Client().PullManifestAsync(Repository, "1.0"));
        // The client may refuse the answer or ignore the header.
        if (failure is null)
            Assert.Equal(Digest.OfBytes(bytes), pulled!.Descriptor.Digest);
        else
            Assert.IsType<RustImageException>(failure);
    }

    /// <summary>"Pulling manifests": the client checks the digest of a manifest pulled by digest (SHOULD).</summary>
    [Fact]
    public async Task A_manifest_with_a_wrong_digest_is_refused()
    {
        var digest = Stored.AddManifest(ImageType, Manifest(), "1.0");
        Server.Options = new() { WrongBytes = int.MaxValue, NoDigestHeader = true };
        await AssertFailsAsync(() => Client().PullManifestAsync(Repository, digest.ToString()));
    }

    /// <summary>"Pulling manifests": 404 means that the repository or the tag is missing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missing_manifest_yields_null(bool hasRepository)
    {
        if (hasRepository)
            Stored.AddManifest(ImageType, Manifest(), "1.0");
        Assert.Null(await Client().FindManifestAsync(Repository, "2.0"));
        Assert.Null(await Client().PullManifestAsync(Repository, "2.0"));
    }

    /// <summary>"Pulling blobs": the client checks the digest of the bytes (SHOULD). The header may be ignored (MAY).</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blob_is_pulled_with_or_without_its_digest_in_a_header(bool noHeader)
    {
        Stored.AddBlob(_blob);
        Server.Options = new() { NoDigestHeader = noHeader };
        Assert.Equal(_blob, await PullAsync(Client()));
    }

    /// <summary>"Pulling blobs": the client checks the digest of the bytes (SHOULD).</summary>
    [Fact]
    public async Task A_blob_with_wrong_bytes_is_refused()
    {
        Stored.AddBlob(_blob);
        Server.Options = new() { WrongBytes = int.MaxValue };
        await AssertFailsAsync(() => PullAsync(Client()));
    }

    /// <summary>"Pulling blobs": 404 means that the blob is missing.</summary>
    [Fact]
    public async Task Pulling_a_missing_blob_is_an_error()
    {
        Stored.AddBlob([]);
        await AssertFailsAsync(() => PullAsync(Client()));
    }

    /// <summary>
    /// "Resumable Pull" (a use case) and "Pulling blobs": after a break a client requests only the rest, if the registry supports Range
    /// (SHOULD).
    /// </summary>
    [Fact]
    public async Task A_broken_pull_continues_where_it_broke()
    {
        Stored.AddBlob(_blob);
        Server.Options = new() { BreakDownloadAfter = 100_000 };
        Assert.Equal(_blob, await PullAsync(Client()));
        var rest = Requests("GET")[^1];
        Assert.StartsWith("bytes=", rest.Header("Range"), StringComparison.Ordinal);
        Assert.Equal(206, rest.Status);
    }

    /// <summary>"Pulling blobs": a registry need not support Range.</summary>
    [Fact]
    public async Task A_broken_pull_starts_again_if_the_registry_has_no_ranges()
    {
        Stored.AddBlob(_blob);
        Server.Options = new() { BreakDownloadAfter = 100_000, NoRanges = true };
        Assert.Equal(_blob, await PullAsync(Client()));
    }

    /// <summary>"Checking if content exists in the registry": HEAD tells existence, and for manifests size and digest.</summary>
    [Fact]
    public async Task An_existence_check_downloads_no_bytes()
    {
        var bytes = Manifest();
        var digest = Stored.AddManifest(ImageType, bytes, "1.0");
        var client = Client();
        Assert.True(await client.HasBlobAsync(Repository, Stored.AddBlob(_blob)));
        Assert.False(await client.HasBlobAsync(Repository, Digest.OfBytes([])));
        Assert.Equal(new Descriptor(ImageType, digest, bytes.Length), await client.FindManifestAsync(Repository, "1.0"));
        Assert.Empty(Requests("GET"));
    }

    /// <summary>"Checking if content exists in the registry", note: registries of earlier versions omit the digest.</summary>
    [Fact]
    public async Task The_manifest_digest_is_computed_if_the_registry_omits_it()
    {
        var digest = Stored.AddManifest(ImageType, Manifest(), "1.0");
        Server.Options = new() { NoDigestHeader = true };
        Assert.Equal(digest, (await Client().FindManifestAsync(Repository, "1.0"))?.Digest);
    }

    /// <summary>"API": redirects are followed (SHOULD), and Authorization is sent only to its host (MUST).</summary>
    [Fact]
    public async Task A_redirect_is_followed_without_the_credentials()
    {
        Stored.AddBlob(_blob);
        Server.Options = new() { Basic = ("user", "word"), BlobHost = OtherHost };
        Assert.Equal(_blob, await PullAsync(Client(password: "word")));
        Assert.True(Requests("GET").Last(r => r.Host == Server.Host).HasAuthorization);
        Assert.False(Assert.Single(Requests("GET"), r => r.Host == OtherHost).HasAuthorization);
    }

    /// <summary>"API": any request may be redirected, including HEAD of a manifest (SHOULD be followed).</summary>
    [Fact]
    public async Task A_redirect_of_a_manifest_request_is_followed()
    {
        var digest = Stored.AddManifest(ImageType, Manifest(), "1.0");
        Server.Options = new() { Basic = ("user", "word"), BlobHost = OtherHost };
        Intercept(context => Redirect(context,
            context.Request.Host.Value == OtherHost ? null : $"http://{OtherHost}{context.Request.Path}"));
        var client = Client(password: "word");
        Assert.Equal(digest, (await client.FindManifestAsync(Repository, "1.0"))?.Digest);
        Assert.Equal(digest, (await client.PullManifestAsync(Repository, "1.0"))?.Descriptor.Digest);
        Assert.DoesNotContain(Server.Requests, r => r.Host == OtherHost && r.HasAuthorization);
    }

    /// <summary>"API": redirects are followed according to HTTP, so loops end (RFC 9110, section 15.4).</summary>
    [Fact]
    public async Task A_redirect_to_itself_is_an_error()
    {
        Intercept(context => Redirect(context, context.Request.Path));
        await AssertFailsAsync(() => Client().PullManifestAsync(Repository, "1.0"));
    }

    /// <summary>"Pulling manifests": a digest of another algorithm does not contradict (MAY).</summary>
    [Fact]
    public async Task A_Docker_Content_Digest_of_another_algorithm_is_accepted()
    {
        var bytes = Manifest();
        var digest = Stored.AddManifest(ImageType, bytes, "1.0");
        var other = "sha512:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(bytes));
        OnAnswer(_ => true, a => a.Headers["Docker-Content-Digest"] = other);
        Assert.Equal(digest, (await Client().FindManifestAsync(Repository, "1.0"))?.Digest);
        Assert.Equal(digest, (await Client().PullManifestAsync(Repository, "1.0"))?.Descriptor.Digest);
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        await Client().PushManifestAsync(Repository, "2.0", ImageType, bytes);
        Assert.Equal(digest, Stored.Resolve("2.0"));
    }

    /// <summary>"Legacy Docker support HTTP headers": clients do not depend on them (SHOULD NOT).</summary>
    [Fact]
    public async Task Docker_specific_headers_are_not_needed()
    {
        var digest = Stored.AddManifest(ImageType, Manifest(), "1.0");
        OnAnswer(_ => true, a =>
        {
            foreach (var name in a.Headers.Keys.Where(k => k.StartsWith("Docker-", StringComparison.Ordinal)).ToList())
                a.Headers.Remove(name);
        });
        Assert.Equal(digest, (await Client().FindManifestAsync(Repository, "1.0"))?.Digest);
        await Client().PushBlobAsync(Repository, Blob(_blob), []);
        await Client().PushManifestAsync(Repository, "2.0", ImageType, Manifest());
        Assert.Equal(digest, Stored.Resolve("2.0"));
    }

    /// <summary>"Registry Proxying": ns is for proxies (SHOULD be avoided elsewhere).</summary>
    [Fact]
    public async Task Requests_have_no_ns_parameter()
    {
        Stored.AddBlob(_blob);
        await PullAsync(Client());
        await Client().PullManifestAsync(Repository, "1.0");
        Assert.DoesNotContain(Server.Requests, r => r.Target.Contains("ns=", StringComparison.Ordinal));
    }

    /// <param name="location">Null if the registry answers itself.</param>
    private static Task<bool> Redirect(HttpContext context, string? location)
    {
        if (location is null || !context.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal))
            return Task.FromResult(false);
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = location;
        return Task.FromResult(true);
    }

    private async Task<byte[]> PullAsync(RegistryClient client)
    {
        using var bytes = new MemoryStream();
        await client.PullBlobAsync(Repository, DescriptorOf(_blob), bytes);
        return bytes.ToArray();
    }
}
