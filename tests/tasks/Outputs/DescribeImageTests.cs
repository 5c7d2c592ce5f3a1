using RustImage.Tasks;

namespace RustImage.TaskTests.Outputs;

public sealed class DescribeImageTests : PipelineCase
{
    [Fact]
    public void One_line_names_image_archive_size_layers_and_digest()
    {
        var image = RunToImage();
        Succeed(new DescribeImage { ImageState = State("image"), Archive = this["bin/hello.tar"] });
        Assert.Equal($"hello:1.2.3 -> {this["bin/hello.tar"]} (0.0 MB in 2 layers, {image.ImageDigest})", Engine.ImportantText);
    }
}
