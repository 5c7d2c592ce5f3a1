using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Features that cargo resolves: inheritance, members, features and profiles.</summary>
public sealed class WorkspaceTests
{
    [Fact]
    public void Fields_inherited_from_the_workspace_are_in_the_image()
    {
        using var project = WorkspaceSample.Create();
        project.Build("web/web.proj").SucceededWithoutWarning();

        var archives = Directory.GetFiles(project[$"web/{TestProject.Bin}"], "*.tar", SearchOption.AllDirectories);
        var image = ImageArchive.Read(Assert.Single(archives));
        Assert.Equal(["web:2.3.4"], image.Names);
        Assert.Equal("from the workspace", (string?)image.RunConfig["Labels"]!["org.opencontainers.image.description"]);
        Assert.Equal("Apache-2.0", (string?)image.RunConfig["Labels"]!["org.opencontainers.image.licenses"]);
    }

    [Fact]
    public void A_workspace_of_two_applications_needs_a_choice_and_accepts_it()
    {
        using var project = WorkspaceSample.Create();
        project.Write("all.proj", """<Project Sdk="RustImage.Sdk/0.1.0" />""");

        var error = project.Build("all.proj").FailedWithOneError();
        Assert.Equal(("RIMG1005", project["Cargo.toml"]), (error.Code, error.File));
        Assert.Contains("'web'", error.Text, StringComparison.Ordinal);
        Assert.Contains("'worker'", error.Text, StringComparison.Ordinal);

        project.Build("all.proj", "-p:CargoPackage=worker").SucceededWithoutWarning();
        Assert.Equal("""["/app/worker"]""", ImageArchive.Read(project.Archive()).RunConfig["Entrypoint"]!.ToJsonString());
    }

    [Fact]
    public void The_image_runs_the_default_binary_of_Cargo_toml()
    {
        using var project = TestProject.Hello();
        project.Write("src/bin/other.rs", "fn main() {}\n");
        project.Write("Cargo.toml", File.ReadAllText(project["Cargo.toml"]) + "default-run = \"other\"\n");

        project.Build().SucceededWithoutWarning();

        Assert.Equal("""["/app/other"]""", ImageArchive.Read(project.Archive()).RunConfig["Entrypoint"]!.ToJsonString());
    }

    [Fact]
    public void Two_projects_make_images_of_two_binaries_of_one_package()
    {
        using var project = TestProject.Hello();
        project.Write("src/bin/other.rs", "fn main() {}\n");
        foreach (var binary in new[] { "hello", "other" })
            project.Write($"{binary}.proj",
                $"""<Project Sdk="RustImage.Sdk/0.1.0"><PropertyGroup><CargoBin>{binary}</CargoBin></PropertyGroup></Project>""");
        project.Write("all.proj",
            """<Project><Target Name="Build"><MSBuild Projects="hello.proj;other.proj" BuildInParallel="true" /></Target></Project>""");

        project.Build("all.proj", "--no-restore", "-m:2").SucceededWithoutWarning();
        // One project must not delete files of the other.
        project.Build("all.proj", "--no-restore", "-m:2").SucceededWithoutWarning();

        Assert.Equal(["hello-0.1.0-linux-amd64.tar", "hello-other-0.1.0-linux-amd64.tar"],
            project.Archives().Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var images = project.Archives().Select(ImageArchive.Read).SelectMany(i => i.Names).Order(StringComparer.Ordinal);
        Assert.Equal(["hello-other:0.1.0", "hello:0.1.0"], images);
    }

    [Theory]
    [InlineData("", "release, quiet")]
    [InlineData("-p:CargoFeatures=loud", "release, loud")]
    [InlineData("-p:CargoProfile=dev", "dev, quiet")]
    public void Features_and_profile_reach_cargo(string argument, string expected)
    {
        using var project = TestProject.Hello();
        project.Write("Cargo.toml", File.ReadAllText(project["Cargo.toml"]) + "\n[features]\nloud = []\n");
        project.Write("src/main.rs", """
            fn main() {
                let profile = if cfg!(debug_assertions) { "dev, " } else { "release, " };
                print!("{profile}{}", if cfg!(feature = "loud") { "loud" } else { "quiet" });
            }
            """);

        project.Build([.. argument.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).SucceededWithoutWarning();

        // The image has the libraries of this machine, so the binary also runs here.
        var binary = project["application"];
        File.WriteAllBytes(binary, ImageArchive.Read(project.Archive()).Find("/app/hello").Bytes);
        Engines.Tool.Capture(Require.Tool("chmod", "coreutils"), "+x", binary);
        Assert.Equal(expected, Engines.Tool.Capture(binary).TrimEnd('\n'));
    }
}
