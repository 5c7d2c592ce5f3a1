using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>RustImageLayoutPath: the image as a directory; and a directory as the archive's place.</summary>
public sealed class LayoutTests(TestPodman podman)
{
    [Fact]
    public void Skopeo_umoci_and_podman_read_the_layout_under_each_tag()
    {
        using var project = TestProject.Hello();
        const string Tags = "-p:ContainerImageTags=\"1.0;latest\"";
        var result = project.Build("-t:Build", Tags, "-p:RustImageLayoutPath=bin/layout", "-getProperty:GeneratedLayoutPath").Succeeded();
        var layout = result.Output.Trim();
        Assert.Equal(project["bin/layout/"], layout);

        var image = ImageArchive.Read(project.Archive());
        foreach (var tag in new[] { "1.0", "latest" })
            Assert.Equal(image.Digest, (string?)JsonNode.Parse(Skopeo.Inspect($"oci:{layout}:{tag}"))!["Digest"]);
        var root = Umoci.Unpack(layout, "latest", project["bundle"]);
        Assert.Equal(image.Find("/app/hello").Bytes, File.ReadAllBytes(Path.Combine(root, "app/hello")));
        Assert.Contains("Hello from", RunByPodman(layout, "1.0"), StringComparison.Ordinal);
    }

    /// <summary>podman makes the image's name of the layout's path, and refuses one with capitals.</summary>
    private string RunByPodman(string layout, string tag)
    {
        var path = Path.Combine(Path.GetTempPath(), $"layout-{Guid.NewGuid():n}");
        Directory.CreateSymbolicLink(path, layout);
        try
        {
            var pulled = podman.Call("pull", "--quiet", $"oci:{path}:{tag}");
            Assert.True(pulled.ExitCode == 0, pulled.StandardError);
            return ((ITestEngine)podman).Run(pulled.StandardOutput.Trim(), [], "none").StandardOutput;
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    [Fact]
    public void A_second_build_writes_nothing_and_a_damaged_blob_is_made_again()
    {
        using var project = TestProject.Hello();
        BuildResult Build() => project.Build("-p:RustImageLayoutPath=bin/layout").SucceededWithoutWarning();
        Assert.Contains($"hello:0.1.0 -> {project["bin/layout/"]}", Build().Output, StringComparison.Ordinal);
        var before = Snapshot.Of(project["bin"], _ => true);
        Build().AssertUpToDate("WriteImageLayout");
        Assert.Equal(before, Snapshot.Of(project["bin"], _ => true));

        var blob = Directory.GetFiles(project["bin/layout/blobs/sha256"]).OrderBy(f => new FileInfo(f).Length).Last();
        var bytes = File.ReadAllBytes(blob);
        File.WriteAllText(blob, "damaged");
        Build();
        Assert.Equal(bytes, File.ReadAllBytes(blob));
    }

    [Fact]
    public void A_layout_outlives_the_next_name_and_clean_removes_the_one_of_today()
    {
        using var project = TestProject.Hello();
        project.Build("-p:RustImageLayoutPath=bin/one").SucceededWithoutWarning();
        project.Build("-p:RustImageLayoutPath=bin/two").SucceededWithoutWarning();
        project.Build().SucceededWithoutWarning();
        Assert.True(File.Exists(project["bin/one/index.json"]) && File.Exists(project["bin/two/index.json"]));

        project.Dotnet("clean").SucceededWithoutWarning();

        Assert.True(File.Exists(project["bin/one/index.json"]));
        Assert.False(Directory.Exists(project["bin/two"]));
    }

    [Fact]
    public void Publishing_without_a_registry_writes_the_layout_alone()
    {
        using var project = TestProject.Hello();
        project.Build("-t:PublishContainer", "-p:RustImageLayoutPath=bin/layout").SucceededWithoutWarning();
        Assert.True(File.Exists(project["bin/layout/index.json"]));
        Assert.Empty(project.Archives());

        project.Build("-t:PublishContainer", "-p:RustImageLayoutPath=bin/both", "-p:ContainerArchiveOutputPath=bin/both.tar")
            .SucceededWithoutWarning();
        Assert.True(File.Exists(project["bin/both/index.json"]) && File.Exists(project["bin/both.tar"]));
    }

    [Fact]
    public void A_wrong_or_missing_directory_is_an_error()
    {
        using var project = TestProject.Hello();
        var error = project.Build("-p:RustImageLayoutPath=src").FailedWithOneError();
        Assert.Equal("RIMG6002", error.Code);
        Assert.Contains("'main.rs'", error.Text, StringComparison.Ordinal);
        Assert.Equal("RIMG6003", project.Build("-t:WriteImageLayout").FailedWithOneError().Code);
        Assert.Equal(["main.rs"], Directory.GetFileSystemEntries(project["src"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("bin/new/")]
    [InlineData("bin/there")]
    public void An_archive_path_that_is_a_directory_receives_the_archive_under_its_default_name(string path)
    {
        using var project = TestProject.Hello();
        Directory.CreateDirectory(project["bin/there"]);
        project.Build($"-p:ContainerArchiveOutputPath={path}").SucceededWithoutWarning();
        Assert.Equal(
            [project[$"{path.TrimEnd('/')}/hello-0.1.0-linux-amd64.tar"]],
            Directory.GetFiles(project["bin"], "*.tar", SearchOption.AllDirectories));
    }
}
