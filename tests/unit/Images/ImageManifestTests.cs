using System.Text.Json;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class ImageManifestTests
{
    private static readonly CompressedImage Sample = FixedImage.Image();

    private static readonly JsonElement Manifest = JsonDocument.Parse(Sample.Manifest.Bytes).RootElement;

    [Fact]
    public void The_image_digest_equals_the_golden_digest_on_every_host()
    {
        Assert.Equal("sha256:27c8af926ffde5f6cdaa302f14618ccfd97e4384f26400ecd82e592c1302c0f4", Sample.Digest.ToString());
        Assert.Equal(Digest.OfBytes(Sample.Manifest.Bytes), Sample.Digest);
    }

    [Fact]
    public void The_image_names_do_not_change_the_digest() => Assert.Equal(
        Sample.Digest,
        Image.Create([ImageReference.Create("ghcr.io", "other", ["2", "3"])], FixedImage.Settings, FixedImage.Tars)
            .Compressed(FixedImage.Layers).Digest);

    [Fact]
    public void The_manifest_is_an_OCI_manifest()
    {
        Assert.Equal(2, Manifest.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", Manifest.GetProperty("mediaType").GetString());
    }

    [Fact]
    public void The_manifest_names_the_configuration_and_the_layers_in_order()
    {
        Assert.Equal(
            ("application/vnd.oci.image.config.v1+json", Sample.Config.Digest.ToString(), Sample.Config.Bytes.LongLength),
            Descriptor(Manifest.GetProperty("config")));
        Assert.Equal(
            FixedImage.Layers.Select(l => ("application/vnd.oci.image.layer.v1.tar+gzip", l.Digest.ToString(), l.Size)),
            Manifest.GetProperty("layers").EnumerateArray().Select(Descriptor));
    }

    private static (string, string, long) Descriptor(JsonElement json) =>
        (json.GetProperty("mediaType").GetString()!, json.GetProperty("digest").GetString()!, json.GetProperty("size").GetInt64());
}
