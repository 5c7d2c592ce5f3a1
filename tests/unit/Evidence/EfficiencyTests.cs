using RustImage.Evidence;
using RustImage.Evidence.Text;
using RustImage.Layers;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

public sealed class EfficiencyTests
{
    [Fact]
    public void Layers_that_replace_no_file_waste_no_bytes()
    {
        var efficiency = SampleReport.Create().Efficiency;

        Assert.Equal((1.0, 0L), (efficiency.Score, efficiency.WastedBytes));
        Assert.Empty(efficiency.Wasted);
    }

    [Fact]
    public void All_versions_of_a_file_except_the_smallest_are_waste()
    {
        var efficiency = Efficiency.Of([
            .. Layer(TestEntry.Directory("/etc"), TestEntry.File("/etc/a", new string('a', 60)),
                TestEntry.File("/etc/b", new string('b', 10))),
            .. Layer(TestEntry.Directory("/etc"), TestEntry.File("/etc/a", new string('a', 20)), TestEntry.File("/etc/b", "")),
            .. Layer(TestEntry.File("/etc/c", new string('c', 10))),
        ]);

        Assert.Equal((0.3, 70L), (efficiency.Score, efficiency.WastedBytes));
        Assert.Equal([new WastedPath("/etc/a", 60, 2), new WastedPath("/etc/b", 10, 2)], efficiency.Wasted);
    }

    [Fact]
    public void Waste_is_a_warning_that_names_the_paths()
    {
        var efficiency =
            Efficiency.Of([.. Layer(TestEntry.File("/etc/a", new string('a', 9999))), .. Layer(TestEntry.File("/etc/a", "1"))]);
        var warning = ReportText.Waste(SampleReport.Create() with { Efficiency = efficiency })!;

        Assert.Equal("RIMG8102", warning.Code);
        Assert.Contains("0.0 %: 10.0 kB", warning.Text, StringComparison.Ordinal);
        Assert.Contains("'/etc/a'", warning.Text, StringComparison.Ordinal);
        Assert.Null(ReportText.Waste(SampleReport.Create()));
    }

    [Fact]
    public void Layers_without_bytes_are_efficient() => Assert.Equal(1, Efficiency.Of([.. Layer(TestEntry.Directory("/tmp"))]).Score);

    private static IEnumerable<ReportedFile> Layer(params LayerEntry[] entries) => entries.Select(e => new ReportedFile(
        e.Path, e.Type, 0, e.ModeText, e.UserId, e.GroupId, (e as FileEntry)?.Content.Size ?? 0, null, null, null, false, e.Reason, null));
}
