using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The step PullBaseImage and its lock, with images of other tools in docker's registry and in files.</summary>
public sealed class BaseImagePullTests : IDisposable
{
    private static readonly TestImage First =
        new([new TestLayer().File("etc/passwd", "first:x:0:0::/:\n"), new TestLayer().Link("lib", "usr/lib")]);
    private static readonly TestImage Second = new([new TestLayer().File("etc/passwd", "second:x:0:0::/:\n")]);
    private static readonly TestImage Arm64 = new([new TestLayer().File("etc/arm64", "1")], platform: TestImage.LinuxOn("arm64", "v8"));

    private readonly DockerRegistry _registry = new();
    private readonly TestProject _project = TestProject.Hello();

    public void Dispose()
    {
        _registry.Dispose();
        _project.Dispose();
    }

    [Fact]
    public void A_base_is_the_same_from_a_registry_in_both_formats_and_from_every_type_of_file()
    {
        var oci = Push(First, "base:oci");
        Skopeo.Copy($"docker://{oci}", $"docker://{_registry.Host}/base:docker", "--format=v2s2");
        Skopeo.Copy($"docker://{oci}", $"oci-archive:{_project["oci.tar"]}");
        Skopeo.Copy($"docker://{oci}", $"docker-archive:{_project["docker.tar"]}:company/base:1");
        Skopeo.Copy($"docker-archive:{_project["docker.tar"]}", $"oci:{_project["zstd"]}", "--dest-compress-format=zstd");
        foreach (var (reference, type) in new[]
        {
            (oci, "gzip"), ($"{_registry.Host}/base:docker", "gzip"), ("oci:zstd", "zstd"),
            ("oci-archive:oci.tar", "gzip"), ("docker-archive:docker.tar", "gzip"), ("docker-archive:docker.tar:company/base:1", "gzip"),
        })
        {
            var layers = Pull(reference)["layers"]!.AsArray();
            Assert.Equal(First.Tars.Select(t => $"{Digest.OfBytes(t)}"), layers.Select(l => (string)l!["layer"]!["diffId"]!));
            Assert.All(layers, l => Assert.EndsWith($"tar+{type}", (string)l!["mediaType"]!, StringComparison.Ordinal));
            Assert.All(layers, l => Assert.Equal((string)l!["digest"]!, $"{Digest.OfFile((string)l["path"]!)}"));
        }
    }

    [Fact]
    public void An_image_made_by_umoci_can_be_a_base()
    {
        File.WriteAllBytes(_project["layer.tar"], First.Tars[0]);
        Umoci.Create(_project["layout"], "1.0", _project["layer.tar"], "/none", "0");
        var layer = Assert.Single(Pull("oci:layout:1.0")["layers"]!.AsArray());
        Assert.Equal($"{Digest.OfBytes(First.Tars[0])}", (string)layer!["layer"]!["diffId"]!);
    }

    [Fact]
    public void The_lock_keeps_the_digest_of_the_tag_until_an_update()
    {
        var name = Push(First, "base:1");
        _project.Environment["CI"] = "true";
        Assert.Equal("RIMG5109", Build(name, "PullBaseImage").FailedWithOneError().Code);

        _project.Environment["CI"] = null;
        var first = Build(name, "PullBaseImage").SucceededWithoutWarning();
        Assert.Contains($"'{name}' to {First.Digest}: commit the file", first.Output, StringComparison.Ordinal);
        _project.Environment["CI"] = "true";
        Build(name, "CheckImageLock").SucceededWithoutWarning();

        Push(Second, "base:1");
        var asked = _registry.Requests().Count;
        Assert.Equal($"{First.Digest}", (string)Pull(name)["digest"]!);
        Assert.Equal(asked, _registry.Requests().Count);
        Directory.Delete(_project.Cache, recursive: true);
        Assert.Equal($"{First.Digest}", (string)Pull(name)["digest"]!);

        var behind = Build(name, "CheckImageLock").Succeeded();
        Assert.Equal(("RIMG5111", _project[ProjectLock.FileName]), (Assert.Single(behind.Warnings).Code, behind.Warnings[0].File));
        var moved = Build(name, "UpdateImageLock").SucceededWithoutWarning();
        Assert.Contains($"{name} {First.Digest} → {Second.Digest}", moved.Output, StringComparison.Ordinal);
        Build(name, "CheckImageLock").SucceededWithoutWarning();
    }

    [Fact]
    public async Task One_lock_entry_of_an_index_gives_each_platform_its_own_image()
    {
        Push(First, "base:amd64");
        Push(Arm64, "base:arm64");
        using var http = new HttpClient();
        using var index = new ByteArrayContent(TestImage.Index(First, Arm64))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(TestImage.IndexType) },
        };
        (await http.PutAsync(new Uri($"http://{_registry.Host}/v2/base/manifests/1"), index, TestContext.Current.CancellationToken))
            .EnsureSuccessStatusCode();
        var name = $"{_registry.Host}/base:1";

        foreach (var (platform, image) in new[] { ("linux-x64", First), ("linux-arm64", Arm64) })
        {
            Assert.Equal(image.Config,
                Convert.FromBase64String((string)Pull(name, $"-p:ContainerRuntimeIdentifier={platform}")["config"]!));
            _project.Environment["CI"] = "true";
        }
        var error = Build(name, "PullBaseImage", "-p:ContainerRuntimeIdentifier=linux-riscv64").FailedWithOneError();
        Assert.Equal("RIMG5103", error.Code);
        Assert.Contains("'linux/amd64', 'linux/arm64/v8'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_the_base_from_a_project_removes_the_result_of_the_step()
    {
        First.WriteLayout(_project["layout"]);
        Pull("oci:layout");
        _project.Build("-t:PullBaseImage").SucceededWithoutWarning();
        Assert.Empty(Results());
    }

    private BuildResult Build(string reference, string target, params string[] arguments) =>
        _project.Build([$"-t:{target}", $"-p:ContainerBaseImage={reference}", .. arguments]);

    /// <returns>The output of the step.</returns>
    private JsonNode Pull(string reference, params string[] arguments)
    {
        foreach (var result in Results())
            File.Delete(result);
        Build(reference, "PullBaseImage", arguments).SucceededWithoutWarning();
        return StepStates.ResultIn(Assert.Single(Results()));
    }

    private string[] Results() =>
        !Directory.Exists(_project[TestProject.Obj]) ? []
            : Directory.GetFiles(_project[TestProject.Obj], "base.json", SearchOption.AllDirectories);

    private string Push(TestImage image, string name)
    {
        using var directory = new TemporaryDirectory();
        image.WriteLayout(directory.Path);
        Skopeo.Copy($"oci:{directory.Path}", $"docker://{_registry.Host}/{name}", "--preserve-digests");
        return $"{_registry.Host}/{name}";
    }
}
