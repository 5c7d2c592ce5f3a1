using RustImage.Evidence;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

public sealed class ReportBuilderTests
{
    private static readonly ImageReport Report = SampleReport.Create();

    [Theory]
    [InlineData("libzstd.so.1.5.7", "libzstd.so.1 ← libcrypto.so.3 ← libssl.so.3 ← myapp")]
    [InlineData("libzstd.so.1", "libzstd.so.1 ← libcrypto.so.3 ← libssl.so.3 ← myapp")]
    [InlineData("libssl.so.3", "libssl.so.3 ← myapp")]
    public void The_chain_of_a_library_leads_to_the_application_by_short_names(string file, string chain) =>
        Assert.Equal(chain, string.Join(" ← ", Report.File($"{SampleReport.Libraries}/{file}").Chain!.Select(c => c.Name)));

    [Fact]
    public void A_chain_also_has_the_full_paths() => Assert.Equal(
        [$"{SampleReport.Libraries}/libcrypto.so.3", $"{SampleReport.Libraries}/libssl.so.3", "/app/myapp"],
        Report.File($"{SampleReport.Libraries}/libcrypto.so.3").Chain!.Select(c => c.Path));

    [Fact]
    public void A_file_that_no_other_file_needs_has_only_its_reason()
    {
        var application = Report.File("/app/myapp");

        Assert.Null(application.Chain);
        Assert.Equal(("reason of /app/myapp", "0755", 15L), (application.Reason, application.Mode, application.Size));
    }

    [Fact]
    public void Files_links_and_package_records_belong_to_their_package()
    {
        string[] own = ["/usr/lib/x86_64-linux-gnu/libzstd.so.1", "/usr/lib/x86_64-linux-gnu/libzstd.so.1.5.7",
            "/usr/share/doc/libzstd1/copyright", "/var/lib/dpkg/status.d/libzstd1"];

        Assert.Equal(own, Report.Files.Where(f => f.Package == "libzstd1").Select(f => f.Path));
        Assert.Equal(own[2..], Report.Files.Where(f => f.Package == "libzstd1" && f.IsRecord).Select(f => f.Path));
        var package = Assert.Single(Report.Packages, p => p.Name == "libzstd1");
        Assert.Equal(("1.5.7", "libzstd", 3), (package.Version, package.Source, package.Files));
        Assert.Equal(Report.Files.Where(f => f.Package == "libzstd1").Sum(f => f.Size), package.Size);
    }

    [Fact]
    public void A_licence_is_named_only_if_its_file_is_machine_readable() =>
        Assert.Equal(["Apache-2.0", ""], Report.Packages.Select(p => string.Join(", ", p.Licences)));

    [Fact]
    public void The_sizes_equal_those_of_the_layers()
    {
        Assert.Equal(Report.Layers.Sum(l => l.Size), Report.Size);
        Assert.Equal(Report.Layers.Sum(l => l.CompressedSize), Report.CompressedSize);
        Assert.Equal(["root files", "libzstd", "openssl", "application"], Report.Layers.Select(l => l.Title));
        Assert.Equal(Report.Files.Count(f => f.Type == "file"), Report.Layers.Sum(l => l.Files));
    }

    [Fact]
    public void A_layer_names_its_compressor_unless_the_base_brings_it()
    {
        Assert.All(Report.Layers, l => Assert.Equal(SampleReport.Compressor, l.Compressor));
        Assert.Equal([null, SampleReport.Compressor], SampleReport.OnBase().Layers.Select(l => l.Compressor));
    }

    [Fact]
    public void A_directory_that_layers_repeat_is_listed_once() => Assert.Single(Report.Files, f => f.Path == "/usr");

    [Fact]
    public void A_file_has_the_digest_of_its_content() =>
        Assert.Equal(Digest.OfBytes("the application"u8), Report.File("/app/myapp").Digest);

    [Fact]
    public void Names_platform_configuration_and_annotations_equal_those_of_the_image()
    {
        Assert.Equal(["team/myapp:1.0.0", "team/myapp:stable"], Report.Names);
        Assert.Equal("linux/amd64", Report.Platform);
        Assert.Equal("65532:65532", Report.Configuration.GetProperty("config").GetProperty("User").GetString());
        Assert.Equal("annotated", Report.Annotations["org.example.note"]);
    }

    [Fact]
    public void A_layer_of_the_base_is_listed_without_its_files()
    {
        var report = SampleReport.OnBase();

        Assert.Equal([true, false], report.Layers.Select(l => l.IsBase));
        Assert.Equal(1, report.File("/app/myapp").Layer);
        Assert.DoesNotContain(report.Files, f => f.Layer == 0);
        Assert.Equal(["libcrypto.so.3", "libssl.so.3", "myapp"],
            report.File($"{SampleReport.Libraries}/libcrypto.so.3").Chain!.Select(c => c.Name));
    }

    [Fact]
    public void The_same_image_gives_the_same_report_which_can_be_read_back()
    {
        using var directory = new Testing.TemporaryDirectory();
        File.WriteAllBytes(directory["report"], ReportJson.Write(Report));

        Assert.Equal(ReportJson.Write(SampleReport.Create()), ReportJson.Write(Report));
        Assert.Equal(ReportJson.Write(Report), ReportJson.Write(ReportJson.TryRead(directory["report"])!));
    }

    [Fact]
    public void Thousands_of_files_are_reported()
    {
        var files = Enumerable.Range(0, 6000).Select(i => TestEntry.File($"/srv/{i % 50}/{i}.txt")).ToList();

        Assert.Equal(6000,
            SampleReport.Create(files: files).Files.Count(f => f.Path.StartsWith("/srv/", StringComparison.Ordinal) && f.Type == "file"));
    }
}
