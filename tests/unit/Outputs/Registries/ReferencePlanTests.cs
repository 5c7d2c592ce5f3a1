using RustImage.Outputs.Registries;

namespace RustImage.UnitTests.Outputs.Registries;

public sealed class ReferencePlanTests
{
    private static readonly string Project = Path.GetFullPath("/src/app");
    private static readonly string Output = Path.Combine(Project, "bin", "resolved");

    [Fact]
    public void A_file_below_the_project_keeps_its_folder_and_others_go_to_the_top() => Assert.Equal(
        ["deploy/a/x.yaml", "..deploy/x.yaml", "x.yaml"],
        Plan("deploy/a/x.yaml", "..deploy/x.yaml", "../shared/x.yaml")
            .Select(f => Path.GetRelativePath(Output, f.Target).Replace('\\', '/')));

    [Fact]
    public void Two_files_with_the_same_output_path_are_refused()
    {
        var failure = Assert.Throws<RustImageException>(() => Plan("../one/x.yaml", "../two/x.yaml"));
        Assert.Equal("RIMG6407", failure.Code);
        Assert.Contains(Full("../one/x.yaml"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_listed_twice_is_written_once() => Assert.Single(Plan("x.yaml", "x.yaml"));

    [Theory]
    [InlineData(".", "deploy/x.yaml")]
    [InlineData("deploy", "deploy/x.yaml", "x.yaml")]
    public void An_output_that_would_overwrite_a_source_is_refused(string output, params string[] files) =>
        Assert.Equal("RIMG6408", Assert.Throws<RustImageException>(
        () => ReferenceResolver.Plan(files.Select(Full), new HashSet<string>(), Project, Full(output))).Code);

    [Fact]
    public void An_earlier_output_is_not_a_source()
    {
        var earlier = new HashSet<string> { Full("bin/resolved/x.yaml") };
        Assert.Equal(Full("x.yaml"),
            Assert.Single(ReferenceResolver.Plan([Full("x.yaml"), Full("bin/resolved/x.yaml")], earlier, Project, Output)).Source);
        Assert.Equal("RIMG6402", Assert.Throws<RustImageException>(() => ReferenceResolver.Plan(earlier, earlier, Project, Output)).Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xC3, 0xBC })]
    [InlineData(new byte[] { (byte)'a', 0xFC, (byte)'\r', (byte)'\n', 0xFF })]
    public void Every_byte_of_a_text_survives(byte[] text)
    {
        var encoding = ReferenceResolver.EncodingOf(text);
        Assert.Equal(text, encoding.GetBytes(encoding.GetString(text)));
    }

    private static IReadOnlyList<(string Source, string Target)> Plan(params string[] files) =>
        ReferenceResolver.Plan(files.Select(Full), new HashSet<string>(), Project, Output);

    private static string Full(string path) => Path.GetFullPath(path, Project);
}
