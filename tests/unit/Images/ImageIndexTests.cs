using System.Text;
using System.Text.Json;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class ImageIndexTests
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Armv7 = """{"architecture":"arm","os":"linux","variant":"v7"}""";
    private const string Amd64 = """{"architecture":"amd64","os":"linux"}""";

    [Fact]
    public void An_index_names_the_manifest_and_the_platform_of_each_image_in_order()
    {
        var (arm, x64) = (FixedImage.Of("linux-arm"), FixedImage.Of("linux-x64"));
        var index = Parse(PublishedImage.Join([arm, x64], Annotations.None.Index).Root);

        Assert.Equal((2, "application/vnd.oci.image.index.v1+json"),
            (index.GetProperty("schemaVersion").GetInt32(), index.GetProperty("mediaType").GetString()));
        Assert.False(index.TryGetProperty("annotations", out _));
        Assert.Equal(
            [
                $$"""{"mediaType":"{{Manifest}}","digest":"{{arm.Digest}}","size":{{arm.Manifest.Bytes.Length}},"platform":{{Armv7}}}""",
                $$"""{"mediaType":"{{Manifest}}","digest":"{{x64.Digest}}","size":{{x64.Manifest.Bytes.Length}},"platform":{{Amd64}}}""",
            ],
            index.GetProperty("manifests").EnumerateArray().Select(m => m.GetRawText()));
    }

    [Fact]
    public void Annotations_of_the_index_are_written_there_and_the_first_platform_wins()
    {
        Annotations[] platforms =
        [
            Annotations.Create([("z", "1", "index"), ("both", "first", "index"), ("own", "1", "manifest")]),
            Annotations.Create([("a", "2", "index"), ("both", "second", "index")]),
        ];
        var joined = PublishedImage.Join([FixedImage.Of("linux-x64"), FixedImage.Of("linux-arm64")], Annotations.JoinIndex(platforms));
        Assert.Equal("""{"a":"2","both":"first","z":"1"}""", Parse(joined.Root).GetProperty("annotations").GetRawText());
    }

    [Fact]
    public void An_image_of_one_platform_is_published_without_an_index()
    {
        PublishedImage published = FixedImage.Image();
        Assert.False(published.HasIndex);
        Assert.Equal(FixedImage.Image().Digest, published.Digest);
        Assert.Equal(["hello:1.0.0"], published.Names);
        Assert.Equal([published.Root], published.Manifests);
    }

    [Fact]
    public void Blobs_that_platforms_share_occur_once_and_the_index_comes_after_its_manifests()
    {
        var (x64, arm64) = (FixedImage.Of("linux-x64"), FixedImage.Of("linux-arm64"));
        var joined = PublishedImage.Join([x64, arm64], Annotations.None.Index);
        Assert.Equal([x64.Digest, arm64.Digest, joined.Digest], joined.Manifests.Select(m => m.Digest));
        Assert.Equal(
            [x64.Config.Digest, .. x64.Layers.Select(l => l.Digest), arm64.Config.Digest], joined.Blobs.Select(b => b.Digest));
        Assert.Equal(["linux/amd64", "linux/arm64"], joined.Platforms.Select(p => $"{p}"));
    }

    private static JsonElement Parse(Blob blob) => JsonDocument.Parse(Encoding.UTF8.GetString(blob.Bytes)).RootElement;
}
