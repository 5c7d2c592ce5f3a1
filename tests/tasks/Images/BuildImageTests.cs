using System.Text;
using System.Text.Json.Nodes;
using RustImage.Tasks;

namespace RustImage.TaskTests.Images;

public sealed class BuildImageTests : PipelineCase
{
    [Fact]
    public void The_manifest_names_the_configuration_and_every_compressed_layer()
    {
        var task = RunToImage();
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", task.MediaType);
        Assert.Equal($"{Digest.OfBytes(Encoding.UTF8.GetBytes(task.Manifest))}", task.ImageDigest);
        var manifest = JsonNode.Parse(task.Manifest)!;
        Assert.Equal($"{Digest.OfBytes(Encoding.UTF8.GetBytes(task.Configuration))}", $"{manifest["config"]!["digest"]}");
        Assert.Equal(
            Read("blobs", StepJson.Readable.CompressedLayers).Select(b => $"{b.Digest}"),
            manifest["layers"]!.AsArray().Select(l => $"{l!["digest"]}"));
        Assert.Equal(task.ImageDigest, $"{Read("image", StepJson.Readable.PublishedImage).Digest}");
    }

    [Fact]
    public void The_same_input_gives_the_same_digest() => Assert.Equal(RunToImage().ImageDigest, RunToImage().ImageDigest);

    [Fact]
    public void Without_compressed_layers_there_is_an_error()
    {
        RunToConfiguration();
        Assert.Equal("RIMG0005", Fail(Build()).Code);
    }
}
