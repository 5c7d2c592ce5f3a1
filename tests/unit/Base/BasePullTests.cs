using System.Text;
using System.Text.Json.Nodes;
using RustImage.Base;
using RustImage.Layers;
using RustImage.Testing;
using ZstdSharp;

namespace RustImage.UnitTests.Base;

public sealed class BasePullTests : IDisposable
{
    private static readonly TestLayer Lower = new TestLayer().File("etc/passwd", "root:x:0:0::/:\n");
    private static readonly TestLayer Upper = new TestLayer().File("etc/group", "root:x:0:\n");
    private static readonly Platform Arm64 = Platform.FromRuntimeIdentifier("linux-arm64")!;
    private static readonly Platform Arm = Platform.FromRuntimeIdentifier("linux-arm")!;

    private readonly BaseFixture _base = new();
    private readonly TestRegistry _registry = new();

    private string Name => $"{_registry.Host}/team/base:1";

    private TestRepository Repository => _registry["team/base"];

    [Fact]
    public async Task A_pulled_base_has_the_same_bytes_as_in_the_registry()
    {
        var published = new TestImage([Lower, Upper]);
        published.AddTo(Repository, "1");
        var image = (await _base.PullAsync(Name)).Image;
        Assert.Equal((Name, published.Digest), (image.Name, image.Digest));
        Assert.Equal(published.Config, image.Config);
        Assert.Equal(new BaseRepository(_registry.Host, "team/base"), image.Repository);
        Assert.Equal(published.Blobs, image.Layers.Select(l => File.ReadAllBytes(l.Path)));
        Assert.Equal(
            published.Blobs.Zip(published.Tars)
                .Select(l => (TestImage.GzipLayer, Digest.OfBytes(l.First), (long)l.First.Length, Digest.OfBytes(l.Second),
                (long)l.Second.Length)),
            image.Layers.Select(l => (l.MediaType, l.Digest, l.Size, l.Layer.DiffId, l.Layer.Size)));
    }

    [Fact]
    public async Task A_cached_base_is_not_requested_again()
    {
        new TestImage([Lower, Upper]).AddTo(Repository, "1");
        var first = (await _base.PullAsync(Name)).Image;
        _registry.ForgetRequests();
        var second = (await _base.PullAsync(Name)).Image;
        Assert.Empty(_registry.Requests);
        Assert.Equal(first.Layers, second.Layers);
    }

    [Fact]
    public async Task A_layer_missing_from_the_cache_is_pulled_again()
    {
        new TestImage([Lower, Upper]).AddTo(Repository, "1");
        var first = (await _base.PullAsync(Name)).Image;
        File.Delete(first.Layers[1].Path);
        _registry.ForgetRequests();
        await _base.PullAsync(Name);
        Assert.True(File.Exists(first.Layers[1].Path));
        Assert.Single(_registry.Requests, r => r.Path.EndsWith(first.Layers[1].Digest.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_index_yields_the_image_of_the_platform_and_the_lock_pins_the_index()
    {
        var amd64 = new TestImage([Lower]);
        var arm64 = new TestImage([Upper], platform: TestImage.LinuxOn("arm64", "v8"));
        var arm = new TestImage([Lower, Upper], platform: TestImage.LinuxOn("arm", "v6"));
        foreach (var image in new[] { amd64, arm64, arm })
            image.AddTo(Repository, null);
        var index = Repository.AddManifest(TestImage.IndexType, TestImage.Index(amd64, arm64, arm), "1");
        foreach (var (platform, image) in new[] { (BaseFixture.Amd64, amd64), (Arm64, arm64), (Arm, arm) })
        {
            var pulled = await _base.PullAsync(Name, platform: platform);
            Assert.Equal(image.Config, pulled.Image.Config);
            Assert.Equal(index, pulled.Image.Digest);
        }
    }

    [Fact]
    public async Task The_error_for_a_platform_missing_from_an_index_names_the_existing_platforms()
    {
        var images = new[] { new TestImage([Lower]), new TestImage([Upper], platform: TestImage.LinuxOn("arm", "v7")),
            new TestImage([Upper], platform: new() { ["os"] = "unknown", ["architecture"] = "unknown" }) };
        foreach (var image in images)
            image.AddTo(Repository, null);
        Repository.AddManifest(TestImage.IndexType, TestImage.Index(images), "1");
        var failure = await FailsAsync("RIMG5103", Name, Arm64);
        Assert.Contains("only 'linux/amd64', 'linux/arm/v7':", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_for_another_platform_is_an_error()
    {
        new TestImage([Lower]).AddTo(Repository, "1");
        Assert.Contains("'linux/amd64'", (await FailsAsync("RIMG5103", Name, Arm64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zstd_layers_are_kept_and_plain_layers_are_compressed_once()
    {
        using var compressor = new Compressor();
        new TestImage([Lower], tar => compressor.Wrap(tar).ToArray(), "application/vnd.oci.image.layer.v1.tar+zstd").AddTo(Repository, "1");
        var zstd = Assert.Single((await _base.PullAsync(Name)).Image.Layers);
        Assert.Equal("application/vnd.oci.image.layer.v1.tar+zstd", zstd.MediaType);

        var plain = new TestImage([Upper], tar => tar, "application/vnd.oci.image.layer.v1.tar");
        plain.AddTo(Repository, "2");
        var layer = Assert.Single((await _base.PullAsync($"{_registry.Host}/team/base:2")).Image.Layers);
        Assert.Equal((TestImage.GzipLayer, Digest.OfBytes(plain.Tars[0])), (layer.MediaType, layer.Layer.DiffId));
        Assert.Equal(layer.Digest, Digest.OfFile(layer.Path));
        _registry.ForgetRequests();
        Assert.Equal(layer, Assert.Single((await _base.PullAsync($"{_registry.Host}/team/base:2")).Image.Layers));
        Assert.Empty(_registry.Requests);
    }

    [Fact]
    public async Task A_plain_layer_has_other_bytes_at_each_level_and_a_published_one_keeps_its_own()
    {
        new TestImage([Lower], tar => tar, "application/vnd.oci.image.layer.v1.tar").AddTo(Repository, "1");
        new TestImage([Upper]).AddTo(Repository, "2");
        async Task<CompressedLayer> Layer(string tag, string level) =>
            Assert.Single((await _base.PullAsync($"{_registry.Host}/team/base:{tag}", level: level)).Image.Layers);
        var (fast, small) = (await Layer("1", "fast"), await Layer("1", "small"));
        Assert.Equal(("rustimage-gzip-1-fast", "rustimage-gzip-1-small"), (fast.Compressor, small.Compressor));
        Assert.Equal(fast.Layer.DiffId, small.Layer.DiffId);
        Assert.NotEqual(fast.Path, small.Path);
        Assert.Equal((fast.Digest, small.Digest), (Digest.OfFile(fast.Path), Digest.OfFile(small.Path)));
        Assert.Equal(await Layer("2", "fast"), await Layer("2", "small"));
        Assert.Null((await Layer("2", "fast")).Compressor);
        _registry.ForgetRequests();
        Assert.Equal(fast, await Layer("1", "fast"));
        Assert.Empty(_registry.Requests);
    }

    [Theory]
    [InlineData("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")]
    [InlineData("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip")]
    [InlineData("application/vnd.oci.image.layer.v1.tar+gzip+encrypted")]
    public async Task Foreign_and_encrypted_layers_are_refused(string mediaType)
    {
        new TestImage([Lower], mediaType: mediaType).AddTo(Repository, "1");
        Assert.Contains(mediaType, (await FailsAsync("RIMG5105", Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifests_of_unknown_media_types_are_refused()
    {
        var image = new TestImage([Lower]);
        image.AddTo(Repository, null);
        var both = JsonNode.Parse(image.Manifest)!.AsObject();
        both["manifests"] = new JsonArray();
        var artifact = JsonNode.Parse(image.Manifest)!.AsObject();
        artifact["config"]!["mediaType"] = "application/vnd.cncf.helm.config.v1+json";
        string[] manifests = [both.ToJsonString(), artifact.ToJsonString(), """{"schemaVersion":1,"fsLayers":[]}""", "{}", "[]", "no JSON"];
        foreach (var manifest in manifests)
        {
            Repository.AddManifest(TestImage.ManifestType, Encoding.UTF8.GetBytes(manifest), "1");
            await FailsAsync("RIMG5104", Name);
        }
    }

    [Fact]
    public async Task A_layer_with_a_wrong_diff_id_is_refused_and_not_cached()
    {
        new TestImage([Lower], tar => TestImage.Gzip([.. tar, .. new byte[512]])).AddTo(Repository, "1");
        await FailsAsync("RIMG5106", Name);
        Assert.Empty(_base.CachedFiles("base/layers"));
        Assert.Empty(_base.CachedFiles("base/trees"));
    }

    [Fact]
    public async Task Wrong_bytes_from_a_registry_leave_no_file_behind()
    {
        var image = new TestImage([Lower]);
        image.AddTo(Repository, "1");
        var digest = Digest.OfBytes(image.Blobs[0]);
        Repository.Blobs[digest] = [.. image.Blobs[0][..^1], (byte)(image.Blobs[0][^1] ^ 1)];
        await FailsAsync("RIMG6204", Name);
        Assert.DoesNotContain(_base.CachedFiles("blobs"),
            f => Path.GetFileName(f) == digest.Hex || f.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.False(File.Exists(_base.Lock));
    }

    [Fact]
    public async Task An_unknown_image_name_is_an_error()
    {
        new TestImage([Lower]).AddTo(Repository, "2");
        Assert.Contains("'1'", (await FailsAsync("RIMG5102", Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_in_the_name_wins_over_the_tag_and_needs_no_lock()
    {
        var old = new TestImage([Lower]);
        old.AddTo(Repository, null);
        new TestImage([Upper]).AddTo(Repository, "1");
        var pulled = await _base.PullAsync($"{Name}@{old.Digest}", locked: true);
        Assert.Equal((old.Digest, Name), (pulled.Image.Digest, pulled.Image.Name));
        Assert.False(File.Exists(_base.Lock));
    }

    [Fact]
    public async Task Concurrent_builds_pull_each_layer_once()
    {
        var image = new TestImage([Lower, Upper, Lower]);
        image.AddTo(Repository, "1");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _base.PullAsync(Name)));
        foreach (var blob in image.Blobs)
            Assert.Single(_registry.Requests, r => r.Path.EndsWith($"/blobs/{Digest.OfBytes(blob)}", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _registry.Dispose();
        _base.Dispose();
    }

    private async Task<RustImageException> FailsAsync(string code, string reference, Platform? platform = null)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync(reference, platform: platform));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
