using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Nothing is in an image that nobody can account for.</summary>
public sealed class AccountTests(BuiltHello hello)
{
    private LayerReport Report => LayerReport.Read(
        Assert.Single(Directory.GetFiles(hello.Project["obj"], "layers.json", SearchOption.AllDirectories)));

    [Fact]
    public void Each_file_of_the_layers_is_in_the_report_and_no_other()
    {
        var reported = Report.Layers.SelectMany(l => l.Files.Select(f => (l.Digest, f.Path, f.Type, f.Type == "file" ? f.Size : 0)));
        var found = hello.Image.Files.Select(f => (f.Layer, f.Path, f.Type, (long)f.Bytes.Length));

        Assert.Equal(found.Order(), reported.Order());
    }

    [Fact]
    public void Each_file_has_a_reason() =>
        Assert.All(Report.Layers.SelectMany(l => l.Files), file => Assert.NotEqual("", file.Reason.Trim()));

    [Fact]
    public void The_reason_of_a_library_names_the_file_that_needs_it()
    {
        var libc = Assert.Single(Report.Layers.SelectMany(l => l.Files), f => f.Type == "file" && Path.GetFileName(f.Path).StartsWith("libc.so", StringComparison.Ordinal));

        Assert.Contains("hello", libc.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_layers_are_the_ones_of_the_image_in_order() =>
        Assert.Equal(hello.Image.LayerDigests, Report.Layers.Select(l => l.Digest));

    [Fact]
    public void ExplainImage_prints_each_file_with_its_reason()
    {
        var output = hello.Project.Build("-t:ExplainImage").SucceededWithoutWarning().Output.Split('\n');

        Assert.All(
            Report.Layers.SelectMany(l => l.Files).Where(f => f.Type == "file"),
            file => Assert.Contains(output, line => line.Contains(file.Path, StringComparison.Ordinal) && line.Contains(file.Reason, StringComparison.Ordinal)));
    }

    [Fact]
    public void There_is_no_shell_and_no_package_manager() =>
        Assert.DoesNotContain(hello.Image.Files, f => Path.GetFileName(f.Path) is "sh" or "bash" or "dash" or "busybox" or "apt" or "dpkg");
}
