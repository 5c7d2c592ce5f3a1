using System.Text;
using System.Text.Json;
using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class ReferrerTests
{
    private const string Sbom = "application/spdx+json";
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private static readonly Dictionary<string, string> Annotations = new() { ["b"] = "2 <&>", ["a"] = "1" };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Attached_artifacts_are_listed_by_type(bool noReferrers, bool noFilter)
    {
        using var bench = new RegistryBench(new() { NoReferrers = noReferrers, NoReferrersFilter = noFilter, PageSize = 1 });
        var subject = Subject(bench);
        var sbom = await AttachAsync(bench, subject, Sbom, "{1}");
        var provenance = await AttachAsync(bench, subject, "application/vnd.in-toto+json", "{2}");
        var client = bench.Client();
        Assert.Equal([sbom.Digest, provenance.Digest],
            Sorted(await client.ListReferrersAsync(RegistryBench.Repository, subject.Digest), sbom.Digest));
        var listed = Assert.Single(await client.ListReferrersAsync(RegistryBench.Repository, subject.Digest, Sbom));
        Assert.Equal((sbom.Digest, sbom.Size, Sbom, RegistryBench.Manifest),
            (listed.Digest, listed.Size, listed.ArtifactType, listed.MediaType));
        Assert.Equal(Annotations, listed.Annotations);
        Assert.Equal(noReferrers, bench.Here.Tags.Contains($"sha256-{subject.Digest.Hex}"));
    }

    [Fact]
    public async Task An_artifact_manifest_has_the_format_of_the_image_spec()
    {
        using var bench = new RegistryBench();
        var subject = Subject(bench);
        var artifact = await AttachAsync(bench, subject, Sbom, "{1}");
        var blob = Digest.OfBytes("{1}"u8);
        var empty = Digest.OfBytes("{}"u8);
        Assert.Equal(
            $$$"""{"schemaVersion":2,"mediaType":"{{{RegistryBench.Manifest}}}","artifactType":"{{{Sbom}}}","config":""" +
                $$$"""{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{{empty}}}","size":2}""" +
                $$$""","layers":[{"mediaType":"text/x","digest":"{{{blob}}}","size":3}]""" +
                $$$""","subject":{"mediaType":"{{{RegistryBench.Manifest}}}","digest":"{{{subject.Digest}}}","size":{{{subject.Size}}}}""" +
                $$$""","annotations":{"a":"1","b":"2 <&>"}}""",
            Encoding.UTF8.GetString(bench.Here.Manifests[artifact.Digest].Bytes));
    }

    [Fact]
    public async Task Attaching_to_a_missing_manifest_is_an_error()
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        Assert.Empty(await bench.Client().ListReferrersAsync(RegistryBench.Repository, Digest.OfBytes([])));
        bench.Registry.Options = new();
        Subject(bench);
        Assert.Empty(await bench.Client().ListReferrersAsync(RegistryBench.Repository, Digest.OfBytes([])));
    }

    [Fact]
    public async Task An_HTML_page_does_not_count_as_a_referrers_API()
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        var subject = Subject(bench);
        bench.Registry.Options = new()
        {
            NoReferrers = true,
            Failures =
                [new(r => r.Path.Contains("/referrers/", StringComparison.Ordinal), 200, 9) { Body = "<html>", ContentType = "text/html" }],
        };
        var sbom = await AttachAsync(bench, subject, Sbom, "{1}");
        Assert.Equal(sbom.Digest, Assert.Single(await bench.Client().ListReferrersAsync(RegistryBench.Repository, subject.Digest)).Digest);
    }

    [Fact]
    public async Task The_referrers_tag_keeps_entries_of_others_and_has_no_duplicates()
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        var subject = Subject(bench);
        var tag = $"sha256-{subject.Digest.Hex}";
        var other = bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here, "signature"));
        bench.Here.AddManifest(Index, Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Index}}","manifests":[""" +
                $$"""{"mediaType":"{{RegistryBench.Manifest}}","digest":"{{other}}","size":""" +
                $$"""{{bench.Here.Manifests[other].Bytes.Length}},"x":1}],"annotations":{"k":"v"} }"""), tag);
        await AttachAsync(bench, subject, Sbom, "{1}");
        await AttachAsync(bench, subject, Sbom, "{1}");
        using var index = JsonDocument.Parse(bench.Here.Manifests[bench.Here.Resolve(tag)!.Value].Bytes);
        Assert.Equal(2, index.RootElement.GetProperty("manifests").GetArrayLength());
        Assert.Equal(1, index.RootElement.GetProperty("manifests")[0].GetProperty("x").GetInt32());
        Assert.Equal("v", index.RootElement.GetProperty("annotations").GetProperty("k").GetString());
    }

    [Fact]
    public async Task Concurrent_attachments_of_one_client_are_all_listed()
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        var subject = Subject(bench);
        var client = bench.Client();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => AttachAsync(client, subject, Sbom, $"{{{i}}}")));
        Assert.Equal(5, (await client.ListReferrersAsync(RegistryBench.Repository, subject.Digest)).Count);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(99, "RIMG6211")]
    public async Task A_concurrent_change_of_the_referrers_tag_is_noticed(int times, string code)
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        var subject = Subject(bench);
        var tag = $"sha256-{subject.Digest.Hex}";
        var other = bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here, "signature"));
        var theirs = Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Index}}","manifests":[""" +
                $$"""{"mediaType":"{{RegistryBench.Manifest}}","digest":"{{other}}","size":""" +
                $$"""{{bench.Here.Manifests[other].Bytes.Length}} }]}""");
        bench.Registry.Options = new()
        {
            NoReferrers = true,
            Intercept = async context =>
            {
                if (context.Request.Method != "PUT" || !context.Request.Path.Value!.EndsWith(tag, StringComparison.Ordinal) || times-- <= 0)
                    return false;
                await context.Request.Body.CopyToAsync(Stream.Null);
                bench.Here.AddManifest(Index, theirs, tag);
                context.Response.StatusCode = 201;
                return true;
            },
        };
        var e = await Record.ExceptionAsync(() => AttachAsync(bench, subject, Sbom, "{1}"));
        Assert.Equal(code, (e as RustImageException)?.Code ?? "");
        if (code.Length == 0)
            Assert.Equal(2, (await bench.Client().ListReferrersAsync(RegistryBench.Repository, subject.Digest)).Count);
    }

    [Fact]
    public async Task A_referrers_tag_with_another_content_is_not_changed()
    {
        using var bench = new RegistryBench(new() { NoReferrers = true });
        var subject = Subject(bench);
        var tag = $"sha256-{subject.Digest.Hex}";
        var image = bench.Here.AddManifest(RegistryBench.Manifest, RegistryBench.Image(bench.Here, "cosign"), tag);
        Assert.Equal("RIMG6210", (await Assert.ThrowsAsync<RustImageException>(() => AttachAsync(bench, subject, Sbom, "{1}"))).Code);
        Assert.Equal(image, bench.Here.Resolve(tag));
    }

    private static Descriptor Subject(RegistryBench bench)
    {
        var image = RegistryBench.Image(bench.Here);
        return new(RegistryBench.Manifest, bench.Here.AddManifest(RegistryBench.Manifest, image, "1"), image.Length);
    }

    private static Task<Descriptor> AttachAsync(RegistryBench bench, Descriptor subject, string type, string text) =>
        AttachAsync(bench.Client(), subject, type, text);

    private static Task<Descriptor> AttachAsync(RegistryClient client, Descriptor subject, string type, string text) =>
        client.AttachAsync(RegistryBench.Repository, subject, type, "text/x", RegistryBench.Blob(Encoding.UTF8.GetBytes(text), "sbom"),
            Annotations);

    private static IEnumerable<Digest> Sorted(IEnumerable<Descriptor> all, Digest first) =>
        all.Select(d => d.Digest).OrderBy(d => d == first ? 0 : 1);
}
