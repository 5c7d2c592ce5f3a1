using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>RustImageCompressionLevel: the same image in other bytes, which every tool reads.</summary>
public sealed class CompressionTests(Dockerd docker, TestPodman podman)
{
    private static readonly string[] Levels = ["fast", "balanced", "small"];

    [Fact]
    public void Every_level_makes_the_same_image_in_other_bytes_which_every_tool_reads()
    {
        using var project = Project();
        var images = Levels.ToDictionary(level => level, level => Build(project, level));

        Assert.Single(images.Values.Select(i => (string)i.Manifest["config"]!["digest"]!).Distinct());
        Assert.Single(images.Values.Select(i => i.Config["rootfs"]!["diff_ids"]!.ToJsonString()).Distinct());
        Assert.Equal(Levels.Length, images.Values.Select(i => i.Digest).Distinct().Count());
        // The layers of the project's files and of the application.
        Assert.Equal(2 * Levels.Length, images.Values.SelectMany(i => i.LayerDigests.TakeLast(2)).Distinct().Count());

        foreach (var level in Levels)
        {
            var layout = project[$"bin/{level}/layout"];
            Assert.Equal(images[level].Digest, (string?)JsonNode.Parse(Skopeo.Inspect($"oci:{layout}:0.1.0"))!["Digest"]);
            Skopeo.Copy($"oci:{layout}:0.1.0", $"docker-archive:{project[$"{level}.unpacked.tar"]}:unpacked:1");
            var root = Umoci.Unpack(layout, "0.1.0", project[$"{level}.bundle"]);
            Assert.Equal(File.ReadAllText(project["own.txt"]), File.ReadAllText(Path.Combine(root, "app/own.txt")));
            LoadAndRun(docker, project[$"bin/{level}/image.tar"], name => docker.Call(["rmi", "--force", name]));
            LoadAndRun(podman, project[$"bin/{level}/image.tar"], name => podman.Call("rmi", "--force", name));
        }
    }

    [Fact]
    public void A_plain_build_is_balanced_the_report_names_the_compressor_and_an_unknown_level_is_an_error()
    {
        using var project = Project();
        project.Build().SucceededWithoutWarning();
        project.Build("-p:RustImageCompressionLevel=balanced").AssertUpToDate("CompressImageLayers", "WriteImageArchive");

        var explained = project.Build("-t:ExplainImage", "-p:RustImageCompressionLevel=Small").SucceededWithoutWarning().Output;
        Assert.Contains("compressed (rustimage-gzip-1-small), ", explained, StringComparison.Ordinal);
        Assert.Contains("compressor  rustimage-gzip-1-balanced → rustimage-gzip-1-small", explained, StringComparison.Ordinal);

        var error = project.Build("-p:RustImageCompressionLevel=best").FailedWithOneError();
        Assert.Equal("RIMG5024", error.Code);
        Assert.Contains("'best'", error.Text, StringComparison.Ordinal);
    }

    /// <summary>An engine checks the diffID of each layer that it unpacks. It unpacks none twice, so it must forget the image.</summary>
    private static void LoadAndRun(ITestEngine engine, string archive, Func<string, CommandResult> remove)
    {
        var name = Assert.Single(engine.Load(archive));
        Assert.Contains("Hello from", engine.Run(name, []).StandardOutput, StringComparison.Ordinal);
        var removed = remove(name);
        Assert.True(removed.ExitCode == 0, removed.StandardError);
    }

    private static ImageArchive Build(TestProject project, string level)
    {
        project.Build(
            $"-p:RustImageCompressionLevel={level}", $"-p:RustImageLayoutPath=bin/{level}/layout",
            $"-p:ContainerArchiveOutputPath=bin/{level}/image.tar").SucceededWithoutWarning();
        return ImageArchive.Read(project[$"bin/{level}/image.tar"]);
    }

    /// <summary>The sample with a unique name and with a unique file of several chunks, since all tests share the engines.</summary>
    private static TestProject Project()
    {
        var project = TestProject.Hello();
        var name = $"test-{Guid.NewGuid():n}";
        project.Environment["ContainerRepository"] = name;
        project.Write("own.txt", string.Concat(Enumerable.Range(0, 80_000).Select(i => $"{name} {i * 7919L % 65_537}\n")));
        project.Write("hello.proj",
            """<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="own.txt" /></ItemGroup></Project>""");
        return project;
    }
}
