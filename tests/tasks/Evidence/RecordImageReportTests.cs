using RustImage.Evidence;

namespace RustImage.TaskTests.Evidence;

public sealed class RecordImageReportTests : ReportCase
{
    [Fact]
    public void The_report_tells_the_files_of_the_image()
    {
        var image = RunToImage();
        Succeed(Record());
        var report = ReportJson.TryRead(this["obj/report.json"])!;
        Assert.Equal(image.ImageDigest, $"{report.Digest}");
        Assert.Contains("/app/hello", report.Files.Select(f => f.Path));
        Assert.False(File.Exists(this["obj/report.previous.json"]));
    }

    [Fact]
    public void The_report_of_the_image_before_is_kept()
    {
        var first = RunToImage();
        Succeed(Record());
        Write("obj/app/hello", "#!/bin/false\n");
        var second = RunToImage();
        Succeed(Record());
        Assert.NotEqual(first.ImageDigest, second.ImageDigest);
        Assert.Equal(first.ImageDigest, $"{ReportJson.TryRead(this["obj/report.previous.json"])!.Digest}");
        Assert.Equal(second.ImageDigest, $"{ReportJson.TryRead(this["obj/report.json"])!.Digest}");
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date()
    {
        RunToImage();
        AssertUpToDateTheSecondTime(Record);
    }
}
