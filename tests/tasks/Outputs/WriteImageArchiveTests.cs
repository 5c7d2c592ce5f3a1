using System.Formats.Tar;
using RustImage.Tasks;

namespace RustImage.TaskTests.Outputs;

public sealed class WriteImageArchiveTests : PipelineCase
{
    [Fact]
    public void The_archive_holds_the_manifest_and_its_blobs()
    {
        var image = RunToImage();
        Succeed(Create());
        using var tar = new TarReader(File.OpenRead(this["bin/hello.tar"]));
        var names = new List<string>();
        while (tar.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        Assert.Contains("index.json", names);
        Assert.Contains("manifest.json", names);
        Assert.Contains($"blobs/sha256/{image.ImageDigest["sha256:".Length..]}", names);
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date_until_the_archive_is_gone()
    {
        RunToImage();
        AssertUpToDateTheSecondTime(Create);
        File.Delete(this["bin/hello.tar"]);
        Engine.Clear();
        Succeed(Create());
        Assert.Contains("WriteImageArchive runs: ", Engine.AllText, StringComparison.Ordinal);
        Assert.True(File.Exists(this["bin/hello.tar"]));
    }

    [Fact]
    public void Without_an_image_there_is_an_error() => Assert.Equal("RIMG0005", Fail(Create()).Code);

    private WriteImageArchive Create() => new()
    {
        ImageState = State("image"),
        Archive = this["bin/hello.tar"],
        ArchiveState = State("archive"),
    };
}
