using RustImage.Tasks;

namespace RustImage.TaskTests.Outputs;

public sealed class WriteImageLayoutTests : PipelineCase
{
    [Fact]
    public void The_directory_holds_the_index_and_every_blob()
    {
        var image = RunToImage();
        Succeed(Create());
        Assert.Contains(image.ImageDigest, File.ReadAllText(this["bin/layout/index.json"]), StringComparison.Ordinal);
        Assert.Equal(image.Manifest, File.ReadAllText(this[$"bin/layout/blobs/sha256/{image.ImageDigest["sha256:".Length..]}"]));
        Assert.Equal($"hello:1.2.3 -> {this["bin/layout/"]} ({image.ImageDigest})", Engine.ImportantText);
    }

    [Fact]
    public void A_second_run_writes_nothing()
    {
        RunToImage();
        Succeed(Create());
        Engine.Clear();
        Succeed(Create());
        Assert.Contains("WriteImageLayout is up to date.", Engine.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_path_there_is_an_error()
    {
        RunToImage();
        var task = Create();
        task.Layout = "";
        Assert.Equal("RIMG6003", Fail(task).Code);
    }

    private WriteImageLayout Create() => new()
    {
        ImageState = State("image"),
        Layout = this["bin/layout/"],
        LayoutState = State("layout"),
    };
}
