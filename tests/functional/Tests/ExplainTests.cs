using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The output and files of ExplainImage.</summary>
public sealed class ExplainTests(BuiltHello hello)
{
    [Fact]
    public void The_JSON_file_lists_each_entry_of_the_layers_with_its_reason()
    {
        hello.Project.Build("-t:ExplainImage").SucceededWithoutWarning();
        var report = Explanation(hello.Project);

        var explained = report["files"]!.AsArray().Select(f => ((string?)f!["path"], (string?)f["type"], (string?)f["reason"]));
        var inLayers = ReportCheck.ReportOf(hello.Project).Layers.SelectMany(l => l.Files).DistinctBy(f => f.Path)
            .Select(f => (f.Path, f.Type, f.Reason));
        Assert.Equal(inLayers.Order(), explained.Select(f => (f.Item1!, f.Item2!, f.Item3!)).Order());
        Assert.Equal(hello.Image.LayerDigests, report["layers"]!.AsArray().Select(l => (string)l!["digest"]!));
        Assert.Equal((1, 1.0), ((int)report["schemaVersion"]!, (double)report["efficiency"]!["score"]!));
    }

    [Fact]
    public void The_tree_shows_libraries_with_their_chain_and_ends_with_the_written_files()
    {
        var output = hello.Project.Build("-t:ExplainImage").SucceededWithoutWarning().Output;

        Assert.Matches(@"/libc\.so\.6 +[\d.]+ MB  libc\.so\.6 ← hello\r?\n", output);
        Assert.Matches(
            @"└─ /app/hello +[\d.]+ kB  the application\s+" +
            @"\S+hello-0\.1\.0-linux-amd64\.explain\.json\s+\S+hello-0\.1\.0-linux-amd64\.explain\.html\s", output);
    }

    [Fact]
    public void The_answer_to_a_question_is_the_only_output_even_with_the_terminal_logger()
    {
        using var project = TestProject.Hello();
        foreach (var logger in new[] { "-tl:off", "-tl:on" })
        {
            // Removes the escape codes that move the cursor.
            var output = Regex.Replace(
                project.Build("-t:ExplainImage", "-p:RustImageExplain=libgcc", logger).SucceededWithoutWarning().Output,
                @"\x1b\[[0-9;?]*[A-Za-z]", "");
            Assert.Matches(@"(?m)^ *libgcc_s\.so\.1 ← hello\r?$", output);
            Assert.Contains("NEEDED by /app/hello", output, StringComparison.Ordinal);
            Assert.DoesNotContain("libc.so.6 ←", output, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFiles(project[TestProject.Bin], "*.explain.*", SearchOption.AllDirectories));

        var error = project.Build("-t:ExplainImage", "-p:RustImageExplain=libgcx_s").FailedWithOneError();
        Assert.Equal("RIMG8101", error.Code);
        Assert.Contains("did you mean 'libgcc_s.so.1'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_difference_compares_with_the_last_different_image()
    {
        using var project = TestProject.Hello();
        project.Build("-t:ExplainImage").SucceededWithoutWarning();
        var first = Explanation(project);
        Assert.Null(first["difference"]);

        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ContainerLabel Include="org.example.team" Value="blue" />
                <RustImageFile Include="Cargo.toml" TargetPath="/srv/" />
              </ItemGroup>
            </Project>
            """);
        project.Build().SucceededWithoutWarning();
        // This build changes nothing, so the difference stays.
        var again = project.Build("-t:ExplainImage").SucceededWithoutWarning();

        Assert.Contains($"Since hello:0.1.0, {first["digest"]}", again.Output, StringComparison.Ordinal);
        Assert.Contains("+ Labels org.example.team  blue", again.Output, StringComparison.Ordinal);
        Assert.Contains("+ /srv/Cargo.toml  ", again.Output, StringComparison.Ordinal);
        Assert.Equal((string?)first["digest"], (string?)Explanation(project)["difference"]!["digest"]);

        project.Dotnet("clean").Succeeded();
        Assert.False(Directory.Exists(project[TestProject.Target]));
    }

    [Fact]
    public void A_build_without_changes_writes_no_report()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var report = Assert.Single(Directory.GetFiles(project[TestProject.Obj], "report.json", SearchOption.AllDirectories));
        var time = File.GetLastWriteTimeUtc(report);

        var second = project.Build("-v:n").SucceededWithoutWarning();

        Assert.Equal(time, File.GetLastWriteTimeUtc(report));
        second.AssertUpToDate("RecordImageReport");
    }

    private static JsonNode Explanation(TestProject project) =>
        JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(project.Archive(), ".explain.json")))!;
}
