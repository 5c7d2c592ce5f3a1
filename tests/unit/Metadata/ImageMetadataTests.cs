using RustImage.Metadata;

namespace RustImage.UnitTests.Metadata;

public sealed class ImageMetadataTests
{
    private const string Created = "org.opencontainers.image.created";

    [Fact]
    public void The_time_of_the_sources_replaces_the_wall_clock()
    {
        var metadata = MetadataFile.Parse(ActionOutputs.Json, "x");

        var stable = metadata.WithTime(DateTimeOffset.FromUnixTimeSeconds(1700000000));

        Assert.Equal("2023-11-14T22:13:20Z", stable.Labels[Created]);
        Assert.Equal("2023-11-14T22:13:20Z", Assert.Single(stable.Annotations, a => a.Key == Created).Value);
        Assert.Equal(metadata.Labels.Where(l => l.Key != Created), stable.Labels.Where(l => l.Key != Created));
        Assert.Equal(metadata.Tags, stable.Tags);
    }

    [Fact]
    public void Without_a_time_no_label_is_added()
    {
        var metadata = MetadataFile.Parse("""{"labels":{"a":"b"}}""", "x");
        Assert.Equal("a", Assert.Single(metadata.WithTime(DateTimeOffset.UnixEpoch).Labels).Key);
    }

    [Fact]
    public void Annotations_apply_to_their_level_and_platform()
    {
        var metadata = MetadataFile.Parse(
            """{"annotations":["manifest[linux/amd64]:who=amd","manifest,index:who=all","manifest[linux/arm64]""" +
                """:who=arm","manifest-descriptor:d=1"]}""", "x");

        var levels = metadata.AnnotationsFor(Platform.FromRuntimeIdentifier("linux-x64")!);

        Assert.Equal(["index", "manifest", "manifest-descriptor"], levels.Keys);
        Assert.Equal(("all", "amd"), (levels["index"]["who"], levels["manifest"]["who"]));
        Assert.Equal("arm", metadata.AnnotationsFor(Platform.FromRuntimeIdentifier("linux-arm64")!)["manifest"]["who"]);
    }
}
