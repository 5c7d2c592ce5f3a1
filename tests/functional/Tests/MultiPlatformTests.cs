using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>One image for x64 and arm64.</summary>
public sealed class MultiPlatformTests : IDisposable
{
    private const string X64 = "x86_64-unknown-linux-gnu";
    private const string Arm64 = "aarch64-unknown-linux-gnu";
    private const string OneLine = """<Project Sdk="RustImage.Sdk/0.1.0" />""";
    private const string Archive = $"{TestProject.Bin}/Debug/hello-0.1.0-multi-platform.tar";

    private readonly TestProject _project = TestProject.Hello();

    public MultiPlatformTests()
    {
        Assert.SkipUnless(HostTriple.Name == X64, "the sample is compiled for x64 by the host's cargo");
        CrossSample.Write(_project, "hello");
        WriteProject($"<ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void An_archive_and_a_layout_hold_an_index_over_the_images_that_each_platform_has_alone()
    {
        _project.Build("-p:RustImageLayoutPath=layout").SucceededWithoutWarning();
        Assert.Equal([X64, Arm64], CrossSample.Targets(_project));
        Assert.Equal([_project[Archive]], _project.Archives());
        var together = Entries($"oci-archive:{_project[Archive]}");
        Assert.Equal(["amd64", "arm64"], together.Select(e => e.Architecture));
        Assert.Equal(together, Entries($"oci:{_project["layout"]}:0.1.0"));
        foreach (var (architecture, _) in together)
            Skopeo.Copy($"oci-archive:{_project[Archive]}", $"oci:{_project["out"]}:{architecture}", $"--override-arch={architecture}");
        // Tools that know no index get the first platform.
        Assert.Equal("amd64", (string)JsonNode.Parse(Skopeo.Config($"docker-archive:{_project[Archive]}"))!["architecture"]!);

        _project.Build("-p:RustImageLayoutPath=layout").SucceededWithoutWarning()
            .AssertUpToDate("ResolveImageClosure", "BuildImageLayers", "WriteImageArchive", "WriteImageLayout");
        string[] alone = [Digest("-r", "linux-x64"), Digest("-p:ContainerRuntimeIdentifier=linux-arm64")];
        Assert.Equal(together.Select(e => e.Digest), alone);
        _project.Write("hello.proj", OneLine);
        Assert.Equal(alone[0], Digest());
        Assert.Equal(alone[0], Digest("-p:ContainerRuntimeIdentifiers=linux-x64%3Blinux-x64"));
        // On a command line.
        Assert.Equal(2, _project.Build($"-p:ContainerRuntimeIdentifiers={CrossSample.Both.Replace(";", "%3B", StringComparison.Ordinal)}")
            .SucceededWithoutWarning().Output.Split("linux/").Length - 1);
    }

    [Fact]
    public void Properties_items_and_settings_of_cargo_may_differ_by_platform_and_labels_survive()
    {
        const string Text = "a:b;c%41;100%";
        var value = Text.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
        WriteProject(
            $"""
            <ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>
            <CargoProfile Condition="'$(ContainerRuntimeIdentifier)' == 'linux-x64'">dev</CargoProfile>
            <ContainerUser Condition="'$(ContainerRuntimeIdentifier)' == 'linux-arm64'">1:2</ContainerUser>
            """,
            $"""
            <ContainerLabel Include="org.example.text" Value="{value}" />
            <ContainerPort Include="80" Condition="'$(ContainerRuntimeIdentifier)' == 'linux-arm64'" />
            <ContainerAnnotation Include="org.example.index" Value="{value}" Level="index" />
            """);

        _project.Build().SucceededWithoutWarning();

        var calls = File.ReadAllLines(_project["tools/calls"]).Where(c => c.StartsWith("build ", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], calls.Select(c => c.Contains("--profile dev", StringComparison.Ordinal)));
        var (x64, arm64) = (Config("amd64"), Config("arm64"));
        Assert.Equal([Text, Text], new[] { x64, arm64 }.Select(c => (string)c["Labels"]!["org.example.text"]!));
        Assert.Equal(("65532:65532", "1:2"), ((string)x64["User"]!, (string)arm64["User"]!));
        Assert.Null(x64["ExposedPorts"]);
        Assert.NotNull(arm64["ExposedPorts"]!["80/tcp"]);
        var index = JsonNode.Parse(Skopeo.Manifest($"oci-archive:{_project[Archive]}"))!;
        Assert.Equal(Text, (string)index["annotations"]!["org.example.index"]!);
        // A condition on the platform holds under dotnet's -r, too.
        Assert.Equal("1:2", _project.Build("-r", "linux-arm64", "-getProperty:ContainerUser").Succeeded().Output.Trim());

        JsonNode Config(string architecture)
        {
            var copy = $"oci:{_project["out"]}:{architecture}";
            Skopeo.Copy($"oci-archive:{_project[Archive]}", copy, $"--override-arch={architecture}");
            return JsonNode.Parse(Skopeo.Config(copy))!["config"]!;
        }
    }

    [Fact]
    public void A_push_sends_the_index_last_and_a_failure_of_one_platform_leaves_none()
    {
        using var registry = new DockerRegistry();
        _project.Environment["DOCKER_CONFIG"] = _project["docker"];
        _project.Environment["REGISTRY_AUTH_FILE"] = _project["auth.json"];
        _project.Environment["ContainerRegistry"] = registry.Host;
        CrossSample.Break(_project, Arm64);

        var failed = _project.Dotnet("publish", "-t:PublishContainer").FailedWithOneError();

        Assert.Equal("RIMG1002", failed.Code);
        Assert.Empty(_project.Archives());
        Assert.ThrowsAny<Exception>(() => Skopeo.Manifest($"docker://{registry.Host}/hello:0.1.0"));

        File.Delete(_project["tools/broken"]);
        var result = JsonNode.Parse(_project.Dotnet(
            "publish", "-t:PublishContainer", "-getProperty:GeneratedContainerDigest", "-getProperty:GeneratedImageIndex",
            "-getItem:GeneratedContainerPlatform", "-getItem:GeneratedContainerReference").Succeeded().Output)!;
        var digest = (string)result["Properties"]!["GeneratedContainerDigest"]!;
        Assert.Equal($"{registry.Host}/hello@{digest}", (string)result["Items"]!["GeneratedContainerReference"]![0]!["Identity"]!);
        var manifest = Skopeo.Manifest($"docker://{registry.Host}/hello:0.1.0");
        Assert.Equal(digest, $"{RustImage.Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(manifest))}");
        Assert.Equal(manifest, (string)result["Properties"]!["GeneratedImageIndex"]!);
        Assert.Equal(
            Entries($"docker://{registry.Host}/hello:0.1.0").Select(e => e.Digest),
            result["Items"]!["GeneratedContainerPlatform"]!.AsArray().Select(p => (string)p!["ManifestDigest"]!));
        Skopeo.Copy($"docker://{registry.Host}/hello:0.1.0", $"oci:{_project["pulled"]}:all", "--all");
        Assert.Contains("nothing sent", _project.Dotnet("publish", "-t:PublishContainer").SucceededWithoutWarning().Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_one_platform_come_before_cargo()
    {
        var image = new TestImage([new TestLayer().File("etc/passwd", "root:x:0:0::/:\n")]);
        Assert.Equal("RIMG5044", Error($"<ContainerRuntimeIdentifiers>linux-x64;linux-musl-x64</ContainerRuntimeIdentifiers>"));
        Assert.Equal("RIMG2006", Error($"<ContainerRuntimeIdentifiers>linux-x64;win-x64</ContainerRuntimeIdentifiers>"));
        Assert.Equal("RIMG5042", Error($"""
            <ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>
            <ContainerImageTags>$(ContainerRuntimeIdentifier)</ContainerImageTags>
            """));
        using var registry = new DockerRegistry();
        image.WriteLayout(_project["base"]);
        Skopeo.Copy($"oci:{_project["base"]}", $"docker://{registry.Host}/base:1");
        Assert.Equal("RIMG5103", Error($"""
            <ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>
            <ContainerBaseImage>{registry.Host}/base:1</ContainerBaseImage>
            """));
        Assert.Empty(CrossSample.Targets(_project));

        string Error(string properties)
        {
            WriteProject(properties);
            return _project.Build().FailedWithOneError().Code;
        }
    }

    [Fact]
    public void Clean_removes_what_the_builds_of_all_platforms_wrote_and_a_platform_that_is_gone_leaves_nothing()
    {
        _project.Build().SucceededWithoutWarning();
        var states = _project[$"{TestProject.Obj}/Debug/hello/platforms"];
        Assert.True(Directory.Exists($"{states}/linux-arm64"));

        WriteProject("<ContainerRuntimeIdentifiers>linux-x64;linux-x64</ContainerRuntimeIdentifiers>");
        _project.Build().SucceededWithoutWarning();
        WriteProject($"<ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>");
        _project.Build().SucceededWithoutWarning();
        _project.Dotnet("clean").SucceededWithoutWarning();
        WriteProject("<ContainerRuntimeIdentifiers>linux-x64</ContainerRuntimeIdentifiers>");
        _project.Dotnet("clean").SucceededWithoutWarning();

        Assert.False(Directory.Exists(_project[TestProject.Target]));
    }

    [Fact]
    public void Several_binaries_for_several_platforms_take_one_call_of_cargo_for_each_platform()
    {
        using var shop = new ShopSample();
        CrossSample.Write(shop.Project, "api", "worker");
        shop.WriteProject(
            $"<CargoBins>api;worker</CargoBins><ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>");

        shop.Project.Build().SucceededWithoutWarning();

        Assert.Equal([X64, Arm64], CrossSample.Targets(shop.Project));
        Assert.Equal(
            ["api-0.1.0-multi-platform.tar", "worker-0.1.0-multi-platform.tar"],
            shop.Project.Archives().Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(shop.Project.Archives(), a => Assert.Equal(["amd64", "arm64"], Entries($"oci-archive:{a}").Select(e => e.Architecture)));
        shop.Project.Build().SucceededWithoutWarning().AssertUpToDate("BuildImageLayers", "WriteImageArchive");
        shop.WriteProject($"""
            <CargoBins>api;worker</CargoBins><ContainerRuntimeIdentifiers>{CrossSample.Both}</ContainerRuntimeIdentifiers>
            <CargoProfile Condition="'$(CargoBin)' == 'api' and '$(ContainerRuntimeIdentifier)' == 'linux-arm64'">dev</CargoProfile>
            """);
        Assert.Equal("RIMG1014", shop.Project.Build().FailedWithOneError().Code);
    }

    private string Digest(params string[] arguments) =>
        _project.Build([.. arguments, "-t:Build", "-getProperty:GeneratedContainerDigest"]).Succeeded().Output.Trim();

    private static IReadOnlyList<(string Architecture, string Digest)> Entries(string image) =>
        [.. JsonNode.Parse(Skopeo.Manifest(image))!["manifests"]!.AsArray()
            .Select(m => ((string)m!["platform"]!["architecture"]!, (string)m["digest"]!))];

    private void WriteProject(string properties, string items = "") => _project.Write(
        "hello.proj",
        $"""<Project Sdk="RustImage.Sdk/0.1.0"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>""");
}
