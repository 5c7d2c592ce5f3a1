using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using RustImage.Tasks;

namespace RustImage.TaskTests.Images;

public sealed class BuildImageIndexTests : PipelineCase
{
    [Fact]
    public void The_index_names_the_manifest_of_each_platform_and_its_digest_is_that_of_the_image()
    {
        var task = Create();
        Succeed(task);
        Assert.Equal("application/vnd.oci.image.index.v1+json", task.MediaType);
        Assert.Equal($"{Digest.OfBytes(Encoding.UTF8.GetBytes(task.Manifest))}", task.ImageDigest);
        var entries = JsonNode.Parse(task.Manifest)!["manifests"]!.AsArray();
        Assert.Equal(["amd64", "arm64"], entries.Select(e => $"{e!["platform"]!["architecture"]}"));
        Assert.Equal(entries.Select(e => $"{e!["digest"]}"), task.Images.Select(i => i.GetMetadata("ManifestDigest")));
        Assert.Equal(["hello:1.2.3"], task.Names);
        Assert.Equal(task.ImageDigest, $"{Read("index", StepJson.Readable.PublishedImage).Digest}");
    }

    [Fact]
    public void Labels_with_percent_signs_and_semicolons_survive_in_the_items()
    {
        var task = Create(configure => configure.Labels = [MakeItem("org.example.text", ("Value", "%2541;c:d"))]);
        Succeed(task);
        Assert.Equal(["linux-x64", "linux-arm64"], task.Images.Select(i => i.ItemSpec));
        Assert.All(task.Images, i => Assert.Equal(
            "%41;c:d", $"{JsonNode.Parse(i.GetMetadata("Configuration"))!["config"]!["Labels"]!["org.example.text"]}"));
    }

    [Fact]
    public void Without_the_image_of_a_platform_there_is_an_error()
    {
        var task = Create();
        File.Delete(task.Platforms[1].GetMetadata("ImageState"));
        Assert.Equal("RIMG0005", Fail(task).Code);
        Assert.False(File.Exists(State("index")));
    }

    private BuildImageIndex Create(Action<ConfigureImage>? change = null)
    {
        List<ITaskItem> platforms = [];
        foreach (var platform in new[] { "linux-x64", "linux-arm64" })
        {
            RunToImage(configure =>
            {
                configure.RuntimeIdentifier = platform;
                change?.Invoke(configure);
            });
            foreach (var state in new[] { "config", "image" })
                File.Copy(State(state), State($"{platform}-{state}"));
            platforms.Add(MakeItem(
                platform, ("ConfigState", State($"{platform}-config")), ("ImageState", State($"{platform}-image"))));
        }
        return new BuildImageIndex { Platforms = [.. platforms], ImageState = State("index") };
    }
}
