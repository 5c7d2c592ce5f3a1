using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The report accounts for every file of an image.</summary>
public sealed class ReportTests(BuiltHello hello)
{
    private LayerReport Report => ReportCheck.ReportOf(hello.Project);

    [Fact]
    public void The_report_lists_exactly_the_files_of_the_layers_each_with_a_reason() => ReportCheck.AssertComplete(hello.Project);

    [Fact]
    public void The_reason_for_a_library_names_the_file_that_needs_it()
    {
        var libc =
            Assert.Single(Report.Layers.SelectMany(l => l.Files), f => f.Type == "file"
                && Path.GetFileName(f.Path).StartsWith("libc.so", StringComparison.Ordinal));

        Assert.Contains("hello", libc.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_lists_the_layers_of_the_image_in_order() =>
        Assert.Equal(hello.Image.LayerDigests, Report.Layers.Select(l => l.Digest));

    [Fact]
    public void The_application_is_the_only_program() =>
        Assert.Equal(
            ["/app/hello"],
            hello.Image.Files
                .Where(f => f.Type == "file" && (f.Mode & 0b001_001_001) != 0)
                .Select(f => f.Path)
                .Where(path => !path.Contains(".so", StringComparison.Ordinal)));
}
