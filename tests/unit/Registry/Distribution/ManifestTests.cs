using System.Text;
using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class ManifestTests
{
    [Fact]
    public async Task A_manifest_is_found_by_HEAD()
    {
        using var bench = new RegistryBench(new() { RequireAccept = true });
        var image = RegistryBench.Image(bench.Here);
        var digest = bench.Here.AddManifest(RegistryBench.Manifest, image, "1");
        Assert.Equal(new Descriptor(RegistryBench.Manifest, digest, image.Length),
            await bench.Client().FindManifestAsync(RegistryBench.Repository, "1"));
        Assert.Equal("HEAD", Assert.Single(bench.Requests).Method);
    }

    [Fact]
    public async Task A_missing_manifest_needs_no_GET_once_HEAD_is_known_to_work()
    {
        using var bench = new RegistryBench();
        bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here), "1");
        var client = bench.Client();
        Assert.Null(await client.FindManifestAsync(RegistryBench.Repository, "2"));
        await client.FindManifestAsync(RegistryBench.Repository, "1");
        Assert.Null(await client.FindManifestAsync(RegistryBench.Repository, "3"));
        Assert.Equal(["HEAD", "GET", "HEAD", "HEAD"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_proxy_without_HEAD_gets_no_further_HEAD()
    {
        using var bench = new RegistryBench(new() { HeadIsMissing = true });
        var image = RegistryBench.Image(bench.Here);
        bench.Here.AddManifest(RegistryBench.Manifest, image, "1");
        var client = bench.Client();
        for (var i = 0; i < 2; i++)
            Assert.Equal(image.Length, (await client.FindManifestAsync(RegistryBench.Repository, "1"))?.Size);
        Assert.Equal(["HEAD", "GET", "GET"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task The_digest_is_computed_if_an_old_registry_omits_it()
    {
        using var bench = new RegistryBench(new() { NoDigestHeader = true });
        var digest = bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here), "1");
        var client = bench.Client();
        Assert.Equal(digest, (await client.FindManifestAsync(RegistryBench.Repository, "1"))?.Digest);
        Assert.Equal(digest, (await client.FindManifestAsync(RegistryBench.Repository, digest.ToString()))?.Digest);
        Assert.Equal(["HEAD", "GET", "GET"], bench.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task A_manifest_is_pulled_unchanged()
    {
        using var bench = new RegistryBench();
        var image = RegistryBench.Image(bench.Here);
        var client = bench.Client();
        await client.PushManifestAsync(RegistryBench.Repository, "1", RegistryBench.Manifest, image);
        Assert.Equal(RegistryBench.Manifest, Assert.Single(bench.Requests).Header("Content-Type"));
        var pulled = await client.PullManifestAsync(RegistryBench.Repository, Digest.OfBytes(image).ToString());
        Assert.Equal(image, pulled?.Bytes);
        Assert.Equal(RegistryBench.Manifest, pulled?.Descriptor.MediaType);
        Assert.Null(await client.PullManifestAsync(RegistryBench.Repository, "2"));
        Assert.Null(await client.PullManifestAsync("nobody/nothing", "2"));
    }

    [Fact]
    public async Task Wrong_bytes_are_requested_once_more_without_caches()
    {
        using var bench = new RegistryBench(new() { WrongBytes = 1 });
        var image = RegistryBench.Image(bench.Here);
        bench.Here.AddManifest(RegistryBench.Manifest, image, "1");
        Assert.Equal(image, (await bench.Client().PullManifestAsync(RegistryBench.Repository, "1"))?.Bytes);
        Assert.Equal([null, "no-cache"], bench.Requests.Select(r => r.Header("Cache-Control")));
        bench.Registry.Options = new() { WrongBytes = 2 };
        var e =
            await Assert.ThrowsAsync<RustImageException>(
                () => bench.Client().PullManifestAsync(RegistryBench.Repository, Digest.OfBytes(image).ToString()));
        Assert.Equal("RIMG6204", e.Code);
    }

    [Fact]
    public async Task An_endless_answer_is_refused_as_manifest()
    {
        using var bench = new RegistryBench(new()
        {
            Intercept = async context =>
            {
                for (var i = 0; i < 100_000 && !context.RequestAborted.IsCancellationRequested; i++)
                    await context.Response.Body.WriteAsync(new byte[10_000]);
                return true;
            },
        });
        Assert.Equal(
            "RIMG6205",
            (await Assert.ThrowsAsync<RustImageException>(() => bench.Client().PullManifestAsync(RegistryBench.Repository, "1"))).Code);
    }

    [Theory]
    [InlineData("application/json", RegistryBench.Manifest)]
    [InlineData(null, RegistryBench.Manifest)]
    [InlineData(RegistryBench.Manifest + "; charset=utf-8", RegistryBench.Manifest)]
    public async Task The_media_type_is_read_from_the_manifest_if_the_registry_omits_it(string? header, string type)
    {
        using var bench = new RegistryBench();
        var image = RegistryBench.Image(bench.Here);
        bench.Registry.Options = new()
        {
            Intercept = async context =>
            {
                context.Response.ContentType = header;
                await context.Response.Body.WriteAsync(image);
                return true;
            },
        };
        Assert.Equal(type, (await bench.Client().PullManifestAsync(RegistryBench.Repository, "1"))?.Descriptor.MediaType);
    }

    [Fact]
    public async Task A_push_to_an_old_registry_is_verified_by_a_request()
    {
        using var bench = new RegistryBench(new() { NoDigestHeader = true });
        await bench.Client().PushManifestAsync(RegistryBench.Repository, "1", RegistryBench.Manifest, RegistryBench.Image(bench.Here));
        Assert.Equal(["PUT", "GET"], bench.Requests.Select(r => r.Method));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_registry_that_stores_a_different_manifest_is_detected(bool saysDigest)
    {
        using var bench = new RegistryBench();
        var other = bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here, "other"), "1");
        bench.Registry.Options = Taking(saysDigest ? other : null);
        var e = await Assert.ThrowsAsync<RustImageException>(
            () => bench.Client().PushManifestAsync(RegistryBench.Repository, "1", RegistryBench.Manifest, RegistryBench.Image(bench.Here)));
        Assert.Equal("RIMG6206", e.Code);
        Assert.Contains(other.ToString(), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_loses_a_manifest_is_detected()
    {
        using var bench = new RegistryBench(Taking(null));
        Assert.Equal("RIMG6207", (await Assert.ThrowsAsync<RustImageException>(
            () =>
                bench.Client().PushManifestAsync(RegistryBench.Repository, "1", RegistryBench.Manifest,
                    RegistryBench.Image(bench.Here)))).Code);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public async Task Tags_are_listed_page_by_page(int? page)
    {
        using var bench = new RegistryBench(new() { PageSize = page });
        var image = RegistryBench.Image(bench.Here);
        foreach (var tag in new[] { "a", "b", "c", "d", "e" })
            bench.Here.AddManifest(RegistryBench.Manifest, image, tag);
        Assert.Equal(["a", "b", "c", "d", "e"], await bench.Client().ListTagsAsync(RegistryBench.Repository));
        Assert.Equal(page is null ? 1 : 3, bench.Requests.Count);
    }

    [Fact]
    public async Task A_missing_repository_has_no_tags()
    {
        using var bench = new RegistryBench();
        Assert.Empty(await bench.Client().ListTagsAsync("nobody/nothing"));
    }

    [Theory]
    [InlineData("""{"name":"a","tags":null}""", "")]
    [InlineData("""{"name":"a"}""", "RIMG6210")]
    [InlineData("<html>", "RIMG6210")]
    public async Task An_invalid_list_of_tags_is_an_error(string body, string code)
    {
        using var bench = new RegistryBench(new() { Failures = [new(_ => true, 200, 9) { Body = body }] });
        var e = await Record.ExceptionAsync(() => bench.Client().ListTagsAsync("a"));
        Assert.Equal(code, (e as RustImageException)?.Code ?? "");
    }

    [Fact]
    public async Task A_page_that_links_to_itself_ends_the_list()
    {
        using var bench = new RegistryBench(new()
        {
            Intercept = async context =>
            {
                // This also covers a registry behind a proxy that does not know its own name.
                context.Response.Headers.Link = "<http://registry.internal/v2/a/tags/list?last=x>; rel=\"next\"";
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""{"name":"a","tags":["x"]}"""));
                return true;
            },
        });
        Assert.Equal(["x", "x"], await bench.Client().ListTagsAsync("a"));
    }

    private static TestRegistryOptions Taking(Digest? says) => new()
    {
        Intercept = async context =>
        {
            if (context.Request.Method != "PUT")
                return false;
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = 201;
            if (says is not null)
                context.Response.Headers["Docker-Content-Digest"] = says.ToString();
            return true;
        },
    };
}
