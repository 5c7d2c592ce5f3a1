using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Images on a base in docker's registry.</summary>
public sealed class OnBaseTests(Dockerd docker, TestPodman podman) : IDisposable
{
    private readonly DockerRegistry _registry = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _registry.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_base_with_the_libraries_gets_only_the_application_and_the_registry_mounts_the_rest()
    {
        using var project = Project(BaseSample.LibC, BaseSample.LibGcc);
        project.Write("note.txt", "hello");
        project.Write("hello.proj", $"""
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="note.txt" TargetPath="/{BaseSample.Data}/note.txt" />
              </ItemGroup>
            </Project>
            """);

        project.Dotnet(
            "publish", "hello.proj", "-t:PublishContainer", $"-p:ContainerRegistry={_registry.Host}",
            "-p:ContainerRepository=team/hello").SucceededWithoutWarning();

        var image = $"{_registry.Host}/team/hello:0.1.0";
        var below = JsonNode.Parse(Skopeo.Manifest($"docker://{Base}"))!;
        var manifest = JsonNode.Parse(Skopeo.Manifest($"docker://{image}"))!;
        var layer = (string)below["layers"]![0]!["digest"]!;
        Assert.Equal(layer, (string)manifest["layers"]![0]!["digest"]!);
        Assert.Equal(Base, (string)manifest["annotations"]!["org.opencontainers.image.base.name"]!);
        Assert.Contains(_registry.Requests(), r => r.StartsWith("POST ", StringComparison.Ordinal)
            && r.Contains("from=company%2Fbase", StringComparison.Ordinal) && r.EndsWith(" 201", StringComparison.Ordinal));

        var config = JsonNode.Parse(Skopeo.Config($"docker://{image}"))!;
        Assert.Equal(["PATH=/opt/bin:/bin", "TZ=UTC"], config["config"]!["Env"]!.AsArray().Select(e => (string)e!).Order());
        Assert.Equal(("web", "demo"), ((string)config["config"]!["User"]!, (string)config["config"]!["Labels"]!["company"]!));
        Assert.True(config["config"]!["Cmd"] is null);
        Assert.Equal(manifest["layers"]!.AsArray().Count, config["rootfs"]!["diff_ids"]!.AsArray().Count);

        project.Build().SucceededWithoutWarning();
        var own = ImageArchive.Read(project.Archive());
        var files = own.LayerDigests.Skip(1).SelectMany(own.LayerFiles).ToList();
        Assert.DoesNotContain(files, f => f.Path.Contains(".so", StringComparison.Ordinal) || f.Path == "/etc/passwd");
        Assert.Contains(files, f => f.Path == "/app/hello");

        foreach (var engine in new ITestEngine[] { docker, podman })
        {
            engine.Pull(image);
            Assert.Contains("as user 1000", engine.Run(image, []).StandardOutput, StringComparison.Ordinal);
        }
        Skopeo.Copy($"docker://{image}", $"oci:{_directory["layout"]}:1");
        var data = Path.Combine(Umoci.Unpack(_directory["layout"], "1", _directory["bundle"]), BaseSample.Data);
        Assert.Equal("500 1000", Tool.Capture(Require.Tool("stat", "coreutils"), "-c", "%a %u", data).Trim());
    }

    [Fact]
    public void Libraries_missing_from_the_base_are_added_and_a_second_build_does_nothing()
    {
        using var project = Project(BaseSample.LibC);
        project.Build().SucceededWithoutWarning();
        var archive = ImageArchive.Read(project.Archive());
        var libraries = archive.LayerDigests.Skip(1).SelectMany(archive.LayerFiles)
            .Where(f => f.Path.Contains(".so", StringComparison.Ordinal)).Select(f => Path.GetFileName(f.Path));
        Assert.Equal([BaseSample.LibGcc], libraries);
        var engineLoads = ((ITestEngine)podman).Load(project.Archive());
        Assert.Contains("as user 1000", ((ITestEngine)podman).Run(engineLoads[0], []).StandardOutput, StringComparison.Ordinal);

        var before = _registry.Requests().Count;
        var second = project.Build().SucceededWithoutWarning();
        second.AssertUpToDate("ResolveImageClosure", "BuildImageLayers", "CompressImageLayers", "WriteImageArchive");
        Assert.Equal(before, _registry.Requests().Count);
    }

    [Fact]
    public void Labels_and_annotations_name_the_base_unless_disabled()
    {
        const string Prefix = "org.opencontainers.image.base.";
        using var project = Project(BaseSample.LibC, BaseSample.LibGcc);
        project.Build("-p:ContainerGenerateLabelsImageBaseName=false").SucceededWithoutWarning();
        var withoutName = ImageArchive.Read(project.Archive());
        project.Build("-p:ContainerGenerateLabelsImageBaseDigest=false").SucceededWithoutWarning();
        var withoutDigest = ImageArchive.Read(project.Archive());

        var digest = (string?)JsonNode.Parse(Skopeo.Inspect($"docker://{Base}"))!["Digest"];
        Assert.All([withoutName.Manifest["annotations"]!, withoutName.RunConfig["Labels"]!],
            a => Assert.Equal((null, digest), ((string?)a[Prefix + "name"], (string?)a[Prefix + "digest"])));
        Assert.All([withoutDigest.Manifest["annotations"]!, withoutDigest.RunConfig["Labels"]!],
            a => Assert.Equal((Base, null), ((string?)a[Prefix + "name"], (string?)a[Prefix + "digest"])));
    }

    [Fact]
    public void A_base_that_is_too_old_is_an_error()
    {
        var old = CCompiler.Compile(
            _directory["old"], BaseSample.LibC, "int a;", "-shared", "-fPIC", "-nostdlib", $"-Wl,-soname,{BaseSample.LibC}",
            $"-Wl,--version-script={VersionScript("GLIBC_2.17 { global: a; };")}");
        using var project = Project(old, BaseSample.LibGcc);

        var result = project.Build();

        Assert.NotEqual(0, result.ExitCode);
        var error = result.Errors.First(e => e.Code == "RIMG5122");
        Assert.Contains("that base is too old", error.Text, StringComparison.Ordinal);
        Assert.Empty(project.Archives());
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void An_engine_gets_the_layers_of_the_base_once(string name)
    {
        var engine = name == "Docker" ? LocalEngine.Of(docker) : LocalEngine.Of(podman);
        using var project = engine.Project();
        SetBase(project, [BaseSample.LibC, BaseSample.LibGcc], "--dest-compress-format", "zstd");
        var first = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());
        // The image of another test may have some of them already.
        Assert.InRange(first.Sent, 1, first.Layers);
        Assert.Contains("as user 1000", engine.Ask(["run", "--rm", .. engine.RunOptions.Split(' '), $"{engine.Repository}:0.1.0"]),
            StringComparison.Ordinal);

        // A unique sample, because the engine may have the layers of another test.
        project.Write("src/main.rs", """fn main() { println!("changed on a base"); }""");
        Assert.Equal(1, LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning()).Sent);
    }

    [Fact]
    public void Docker_and_podman_load_the_archive()
    {
        using var project = Project(BaseSample.LibC, BaseSample.LibGcc);
        project.Build().SucceededWithoutWarning();
        foreach (var engine in new ITestEngine[] { docker, podman })
            Assert.Contains("as user 1000", engine.Run(engine.Load(project.Archive())[0], []).StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_on_a_zstd_base_loads_in_podman_and_warns_about_old_docker_versions()
    {
        using var project = TestProject.Hello();
        SetBase(project, [BaseSample.LibC, BaseSample.LibGcc], "--dest-compress-format", "zstd");
        Assert.Equal("RIMG5130", Assert.Single(project.Build().Succeeded().Warnings).Code);
        ITestEngine engine = podman;
        Assert.Contains("as user 1000", engine.Run(engine.Load(project.Archive())[0], []).StandardOutput, StringComparison.Ordinal);
    }

    private string Base => $"{_registry.Host}/company/base:1";

    private TestProject Project(params string[] libraries)
    {
        var project = TestProject.Hello();
        SetBase(project, libraries);
        return project;
    }

    private void SetBase(TestProject project, string[] libraries, params string[] copyOptions)
    {
        BaseSample.Create(_directory.Path, $"docker://{Base}", libraries, copyOptions);
        project.Environment["ContainerBaseImage"] = Base;
        // The tests must not see the registry settings of this machine's user.
        project.Write("docker/config.json", "{}");
        project.Environment["DOCKER_CONFIG"] = project["docker"];
    }

    private string VersionScript(string text)
    {
        File.WriteAllText(_directory["versions"], text);
        return _directory["versions"];
    }
}
