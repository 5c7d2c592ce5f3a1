using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

public sealed class ArchiveTests(BuiltHello hello)
{
    [Fact]
    public void The_archive_is_named_after_package_version_and_platform() =>
        Assert.Equal(hello.Project[$"{TestProject.Bin}/Debug/hello-0.1.0-linux-amd64.tar"], hello.Archive);

    [Fact]
    public void The_archive_holds_one_image_and_its_names()
    {
        Assert.Equal(["hello:0.1.0"], hello.Image.Names);
        Assert.Equal("docker.io/library/hello:0.1.0", (string?)hello.Image.Descriptor["annotations"]!["org.opencontainers.image.ref.name"]);
    }

    [Fact]
    public void The_build_prints_the_digest_and_the_path_for_scripts()
    {
        using var project = TestProject.Hello();
        var result = project.Build("-t:Build", "-getProperty:GeneratedContainerDigest", "-getProperty:GeneratedArchiveOutputPath")
            .Succeeded();

        var properties = JsonNode.Parse(result.Output)!["Properties"]!;
        Assert.Equal(project.Archive(), Path.GetFullPath((string)properties["GeneratedArchiveOutputPath"]!, project.Directory));
        Assert.Equal(ImageArchive.Read(project.Archive()).Digest, (string?)properties["GeneratedContainerDigest"]);
    }

    [Theory]
    [InlineData("oci-archive")]
    [InlineData("docker-archive")]
    public void Skopeo_inspects_the_archive(string transport)
    {
        var inspected = JsonNode.Parse(Skopeo.Inspect($"{transport}:{hello.Archive}"))!;

        Assert.Equal(("linux", "amd64"), ((string?)inspected["Os"], (string?)inspected["Architecture"]));
        Assert.Equal("MIT", (string?)inspected["Labels"]!["org.opencontainers.image.licenses"]);
    }

    [Fact]
    public void Skopeo_computes_the_digest_that_the_build_printed()
    {
        var inspected = JsonNode.Parse(Skopeo.Inspect($"oci-archive:{hello.Archive}"))!;

        Assert.Equal(hello.Image.Digest, (string?)inspected["Digest"]);
    }

    [Theory]
    [InlineData("oci-archive")]
    [InlineData("docker-archive")]
    public void Skopeo_copies_the_whole_archive(string transport)
    {
        using var directory = new TemporaryDirectory();
        Skopeo.Copy($"{transport}:{hello.Archive}", $"dir:{directory["copy"]}");

        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(directory["copy"], "manifest.json")))!;
        var config = Path.Combine(directory["copy"], ((string)manifest["config"]!["digest"]!)["sha256:".Length..]);
        Assert.Equal(hello.Image.Config.ToJsonString(), JsonNode.Parse(File.ReadAllText(config))!.ToJsonString());
        Assert.Equal(hello.Image.LayerDigests.Count, manifest["layers"]!.AsArray().Count);
    }

    [Fact]
    public void Umoci_unpacks_the_layout_to_the_expected_files()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["layout"]);
        Tool.Capture(Require.Tool("tar", "tar"), "-xf", hello.Archive, "-C", directory["layout"]);

        var root = Umoci.Unpack(directory["layout"], "docker.io/library/hello:0.1.0", directory["bundle"]);

        foreach (var file in hello.Image.Files.Where(f => f.Type == "file"))
            Assert.Equal(file.Bytes, File.ReadAllBytes(root + file.Path));
        var tmp = new DirectoryInfo(Path.Combine(root, "tmp"));
        Assert.Equal(Convert.ToInt32("1777", 8), (int)tmp.UnixFileMode);
    }
}
