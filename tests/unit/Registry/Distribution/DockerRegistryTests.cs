using System.Text;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>Docker's registry, on which most others are based.</summary>
public sealed class DockerRegistryTests
{
    private static readonly byte[] Bytes = RegistryBench.Bytes(3_000_000);

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000L)]
    public async Task A_pushed_blob_can_be_pulled_and_is_not_sent_again(long? chunk)
    {
        using var registry = new DockerRegistry();
        using var client = Client(registry.Host, chunk);
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync("team/app", RegistryBench.Blob(Bytes), []));
        Assert.Equal(BlobPushResult.Present, await client.PushBlobAsync("team/app", RegistryBench.Blob(Bytes), []));
        Assert.Equal(BlobPushResult.Mounted, await client.PushBlobAsync("team/other", RegistryBench.Blob(Bytes), ["team/app"]));
        var descriptor = await PushImageAsync(client, "1");
        Assert.Equal(descriptor, await client.FindManifestAsync("team/app", "1"));
        Assert.Equal(descriptor.Digest, (await client.PullManifestAsync("team/app", descriptor.Digest.ToString()))?.Descriptor.Digest);
        Assert.Equal(["1"], await client.ListTagsAsync("team/app"));
        using var pulled = new MemoryStream();
        await client.PullBlobAsync("team/app", new Descriptor("x", Digest.OfBytes(Bytes), Bytes.Length), pulled);
        Assert.Equal(Bytes, pulled.ToArray());
    }

    [Fact]
    public async Task An_attached_artifact_is_listed_in_the_referrers_tag()
    {
        using var registry = new DockerRegistry();
        using var client = Client(registry.Host);
        await client.PushBlobAsync("team/app", RegistryBench.Blob(Bytes), []);
        var subject = await PushImageAsync(client, "1");
        var sbom = RegistryBench.Blob("{}\n"u8.ToArray(), "sbom");
        var attached = await client.AttachAsync("team/app", subject, "application/spdx+json", "text/x", sbom, new Dictionary<string, string>
        {
            ["a"] = "b",
        });
        Assert.Equal(attached.Digest,
            Assert.Single(await client.ListReferrersAsync("team/app", subject.Digest, "application/spdx+json")).Digest);
        Assert.Contains($"sha256-{subject.Digest.Hex}", await client.ListTagsAsync("team/app"));
    }

    [Fact]
    public async Task The_error_for_a_manifest_without_its_blobs_quotes_the_registry()
    {
        using var registry = new DockerRegistry();
        using var client = Client(registry.Host);
        var e = await Assert.ThrowsAsync<RustImageException>(() => PushImageAsync(client, "1", pushConfig: false));
        Assert.Equal("RIMG6201", e.Code);
        Assert.Contains("MANIFEST_BLOB_UNKNOWN", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1m", 1_048_576)]
    [InlineData("100k", 65_536)]
    public async Task A_blob_that_nginx_refuses_whole_is_sent_in_chunks_and_so_are_later_blobs(string limit, long size)
    {
        using var registry = new DockerRegistry();
        using var proxy = new Nginx(registry, bodySize: limit);
        var sent = new List<string>();
        using var client = RegistryBench.ClientOf(proxy.Host, denies: r => Note(sent, r));
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync("team/app", RegistryBench.Blob(Bytes), []));
        var whole = sent.Count;
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync("team/app", RegistryBench.Blob(RegistryBench.Bytes(2_000_000, 2)),
            []));
        Assert.Equal(2 + ((2_000_000 + size - 1) / size) + 1, sent.Count - whole);
        using var pulled = new MemoryStream();
        await client.PullBlobAsync("team/app", new Descriptor("x", Digest.OfBytes(Bytes), Bytes.Length), pulled);
        Assert.Equal(Bytes, pulled.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000L)]
    public async Task A_push_survives_a_broken_connection(long? chunk)
    {
        using var registry = new DockerRegistry();
        using var network = new BreakingProxy(registry.Port, breakAfter: 1_500_000, breaks: 1);
        using var client = Client(network.Host, chunk);
        Assert.Equal(BlobPushResult.Uploaded, await client.PushBlobAsync("team/app", RegistryBench.Blob(Bytes), []));
        Assert.True(network.BreaksLeft <= 0, "nothing broke");
        using var pulled = new MemoryStream();
        await client.PullBlobAsync("team/app", new Descriptor("x", Digest.OfBytes(Bytes), Bytes.Length), pulled);
        Assert.Equal(Bytes, pulled.ToArray());
    }

    /// <summary>Opens a client with a connection as users have it.</summary>
    private static RegistryClient Client(string host, long? chunk = null) =>
        new(host,
            new RegistrySettings
            {
                WorkingDirectory = Path.GetTempPath(),
                HomeDirectory = Path.GetTempPath(),
                Environment = _ => null,
                ChunkSize = chunk
            });

    private static string? Note(List<string> sent, RegistryRequest request)
    {
        sent.Add(request.Method.Method);
        return null;
    }

    private static async Task<Descriptor> PushImageAsync(RegistryClient client, string tag, bool pushConfig = true)
    {
        var config = "{}"u8.ToArray();
        if (pushConfig)
            await client.PushBlobAsync("team/app", RegistryBench.Blob(config), []);
        var image = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{RegistryBench.Manifest}}","config":""" +
            $$"""{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest.OfBytes(config)}}","size":2},"layers":[""" +
            $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{Digest.OfBytes(Bytes)}}","size":{{Bytes.Length}}}]}""");
        await client.PushManifestAsync("team/app", tag, RegistryBench.Manifest, image);
        return new(RegistryBench.Manifest, Digest.OfBytes(image), image.Length);
    }
}
