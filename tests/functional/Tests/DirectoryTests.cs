using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Where a build writes.</summary>
public sealed class DirectoryTests
{
    private const string Archive = "hello-0.1.0-linux-amd64.tar";

    [Fact]
    public void A_build_writes_only_below_its_own_directory_and_clean_leaves_nothing()
    {
        using var project = TestProject.Hello();
        var before = Files(project);

        var built = project.Build("-t:Build", "-getProperty:GeneratedArchiveOutputPath").Succeeded().Output.Trim();

        Assert.Equal(project[$"{TestProject.Bin}/Debug/{Archive}"], built);
        Assert.Equal(before, Files(project).Where(f => !f.StartsWith($"{TestProject.Target}/", StringComparison.Ordinal)));
        Assert.Equal(
            ["bin", "cargo", "obj"], Directory.GetDirectories(project[TestProject.Target]).Select(d => Path.GetFileName(d)).Order());
        Assert.Equal("*\n", File.ReadAllText(project[$"{TestProject.Target}/.gitignore"]));
        Assert.StartsWith(
            "Signature: 8a477f597d28d172789f06886806bc55\n", File.ReadAllText(project[$"{TestProject.Target}/CACHEDIR.TAG"]),
            StringComparison.Ordinal);

        project.Dotnet("clean").SucceededWithoutWarning();
        Assert.Equal(before, Files(project));
        Assert.False(Directory.Exists(project["target"]));
    }

    [Fact]
    public void After_cargo_clean_a_build_makes_everything_again()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var before = Files(project);

        Assert.Equal(0, project.Run("cargo", "clean").ExitCode);
        Assert.False(Directory.Exists(project["target"]));

        project.Build().SucceededWithoutWarning();
        Assert.Equal(before, Files(project));
    }

    [Fact]
    public void The_lines_of_a_project_may_use_the_directories_and_move_them_with_the_manifest()
    {
        using var project = TestProject.Hello();
        project.Write("deploy/hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <Early>$(BaseOutputPath)</Early>
                <CargoManifest>../Cargo.toml</CargoManifest>
              </PropertyGroup>
            </Project>
            """);
        string Value(string property) => project.Build("deploy/hello.proj", $"-getProperty:{property}").Succeeded().Output.Trim();

        Assert.Equal(project[$"deploy/{TestProject.Bin}/"], Value("Early"));
        Assert.Equal(project[$"{TestProject.Bin}/"], Value("BaseOutputPath"));
        Assert.Equal(project[$"{TestProject.Obj}/Debug/"], Value("IntermediateOutputPath"));
    }

    [Fact]
    public void Directories_of_the_project_win_and_hold_no_marks()
    {
        using var project = TestProject.Hello();
        project.Build("-p:BaseOutputPath=bin/", "-p:BaseIntermediateOutputPath=obj/").SucceededWithoutWarning();

        Assert.True(File.Exists(project[$"bin/Debug/{Archive}"]));
        Assert.True(Directory.Exists(project[$"obj/cargo/{HostTriple.Name}/release"]));
        Assert.False(Directory.Exists(project["target"]));
    }

    [Theory]
    [InlineData("", "artifacts", "-p:UseArtifactsOutput=true")]
    [InlineData("", "elsewhere", "--artifacts-path", "elsewhere")]
    [InlineData("<UseArtifactsOutput>true</UseArtifactsOutput>", "artifacts")]
    [InlineData("<ArtifactsPath>$(MSBuildThisFileDirectory)mine</ArtifactsPath>", "mine")]
    public void The_artifacts_layout_of_dotnet_is_followed(string properties, string artifacts, params string[] arguments)
    {
        using var project = TestProject.Hello();
        project.Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        project.Build([.. arguments, "-c", "Release"]).SucceededWithoutWarning();

        Assert.True(File.Exists(project[$"{artifacts}/bin/hello/release/{Archive}"]));
        Assert.True(Directory.Exists(project[$"{artifacts}/obj/hello/release"]));
        Assert.False(Directory.Exists(project["target"]));
    }

    [Fact]
    public void Output_of_an_earlier_version_is_named_once_and_removed_by_clean()
    {
        using var project = TestProject.Hello();
        var before = Files(project);
        project.Build("-p:BaseOutputPath=bin/", "-p:BaseIntermediateOutputPath=obj/").SucceededWithoutWarning();

        var first = project.Build().SucceededWithoutWarning();
        var second = project.Build().SucceededWithoutWarning();

        Assert.Contains($"'{project["obj/Debug/hello/"]}'", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier version", second.Output, StringComparison.Ordinal);
        project.Dotnet("clean").SucceededWithoutWarning();
        Assert.Equal(before, Files(project));
        Assert.False(Directory.Exists(project["bin"]) || Directory.Exists(project["obj"]));
    }

    private static IReadOnlyList<string> Files(TestProject project) =>
    [
        .. Directory.GetFiles(project.Directory, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(project.Directory, f)).Order(StringComparer.Ordinal),
    ];
}
