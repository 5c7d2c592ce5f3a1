using RustImage.Evidence;
using RustImage.Testing;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

public sealed class ReportDifferenceTests
{
    private const string Libraries = SampleReport.Libraries;

    [Fact]
    public void Equal_images_have_no_difference()
    {
        var difference = ReportDifference.Between(SampleReport.Create(), SampleReport.Create());

        Assert.Equal((0L, 0L), (difference.Size, difference.CompressedSize));
        Assert.Empty(difference.Files);
        Assert.Empty(difference.Packages);
        Assert.Empty(difference.Settings);
    }

    [Fact]
    public void A_new_package_version_is_listed_with_its_changed_files()
    {
        var difference = ReportDifference.Between(SampleReport.Create(), SampleReport.Create(zstd: "1.5.10"));

        Assert.Equal([new TextChange("libzstd1", "1.5.7", "1.5.10")], difference.Packages);
        Assert.Equal(
            [
                new FileChange($"{Libraries}/libzstd.so.1", 0, 0),
                new FileChange($"{Libraries}/libzstd.so.1.5.10", null, 17_000),
                new FileChange($"{Libraries}/libzstd.so.1.5.7", 16_000, null),
            ], difference.Files);
    }

    [Fact]
    public void A_different_content_of_the_same_size_is_a_change() => Assert.Equal(
        [new FileChange("/app/myapp", 15, 15)],
        ReportDifference.Between(SampleReport.Create("the application"), SampleReport.Create("THE APPLICATION")).Files);

    [Fact]
    public void Added_and_removed_files_have_one_size()
    {
        var difference = ReportDifference.Between(
            SampleReport.Create(files: [TestEntry.File("/srv/old", "12345")]),
            SampleReport.Create(files: [TestEntry.File("/srv/new", "123")]));

        Assert.Equal([new FileChange("/srv/new", null, 3), new FileChange("/srv/old", 5, null)], difference.Files);
    }

    [Fact]
    public void Another_compressor_is_a_changed_setting() => Assert.Equal(
        [new TextChange("compressor", SampleReport.Compressor, "compressor-2")],
        ReportDifference.Between(SampleReport.Create(), SampleReport.Create(compressor: "compressor-2")).Settings);

    [Fact]
    public void Settings_are_compared_one_by_one()
    {
        var difference = ReportDifference.Between(
            SampleReport.Create(labels: new Dictionary<string, string> { ["kept"] = "1", ["moved"] = "1", ["gone"] = "1" }),
            SampleReport.Create(labels: new Dictionary<string, string> { ["kept"] = "1", ["moved"] = "2", ["new"] = "1" }));

        Assert.Equal(
            [new TextChange("Labels gone", "1", null), new TextChange("Labels moved", "1", "2"), new TextChange("Labels new", null, "1")],
            difference.Settings);
    }

    [Fact]
    public void Settings_of_every_type_become_text()
    {
        var settings = ReportSettings.Of(SampleReport.Create().Configuration);

        Assert.Equal("Grüße; a=b 100% \"quoted\" \\ ☃", settings["Env GREETING"]);
        Assert.Equal("53/udp 8080/tcp", settings["ExposedPorts"]);
        Assert.Equal("""["/app/hello","--serve"]""", settings["Entrypoint"]);
        Assert.Equal("last", settings["Labels z"]);
        Assert.DoesNotContain("rootfs", settings.Keys);
    }

    [Fact]
    public void The_report_of_the_last_different_image_is_kept()
    {
        using var directory = new TemporaryDirectory();
        var (path, previous) = (directory["report.json"], directory["report.previous.json"]);
        ImageReport[] reports = [SampleReport.Create("one"), SampleReport.Create("two")];

        ReportHistory.Record(reports[0], path, previous);
        Assert.Null(ReportHistory.Read(path, previous).Difference);
        ReportHistory.Record(reports[1], path, previous);
        ReportHistory.Record(reports[1], path, previous);

        Assert.Equal(reports[1].Digest, ReportHistory.Read(path, previous).Digest);
        Assert.Equal(reports[0].Digest, ReportHistory.Read(path, previous).Difference!.Digest);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schemaVersion":0}""")]
    [InlineData("no JSON")]
    public void A_report_of_another_SDK_version_is_ignored(string text)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["report.json"], text);

        Assert.Null(ReportJson.TryRead(directory["report.json"]));
        Assert.Equal("RIMG0005",
            Assert.Throws<RustImageException>(() => ReportHistory.Read(directory["report.json"], directory["none"])).Diagnostics[0].Code);
    }
}
