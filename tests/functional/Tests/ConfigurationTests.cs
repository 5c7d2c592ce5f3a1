using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Settings of a project arrive in the image as other programs read it, even through MSBuild's escapes.</summary>
public sealed class ConfigurationTests(Dockerd dockerd)
{
    private const string Everything = """
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <ContainerStopSignal>2</ContainerStopSignal>
            <ContainerHealthCheckInterval>1m30s</ContainerHealthCheckInterval>
            <ContainerHealthCheckTimeout>500ms</ContainerHealthCheckTimeout>
            <ContainerHealthCheckRetries>2</ContainerHealthCheckRetries>
            <ContainerTitle>A; "title" %25 = Grüße</ContainerTitle>
            <ContainerVendor>ACME</ContainerVendor>
            <ContainerVersion>2</ContainerVersion>
            <ContainerGenerateLabelsImageAuthors>false</ContainerGenerateLabelsImageAuthors>
          </PropertyGroup>
          <ItemGroup>
            <ContainerLabel Include="org.example.text" Value="a=b; 100%25 %3B%24(x) &quot;q&quot; 'p'&#10;second line ☃ &lt;&gt;" />
            <ContainerLabel Include="org.example.empty" Value="" />
            <ContainerLabel Include="org.opencontainers.image.version" Value="3" />
            <ContainerAnnotation Include="org.example.note" Value="a;b=&quot;c&quot;" />
            <ContainerAnnotation Include="org.example.later" Value="x" Level="index" />
            <ContainerPort Include="53/udp;8080" />
            <ContainerVolume Include="/var/lib/hello/" />
            <ContainerHealthCheck Include="/app/hello;--check;--check" />
            <ContainerEntrypoint Include="/app/hello" />
            <ContainerEntrypointArgs Include="--outer" />
            <ContainerDefaultArgs Include="--inner" />
            <RustImageLink Include="/usr/bin/greet" LinkTarget="../../app/hello" />
            <RustImageDirectory Include="/var/lib/hello" Mode="0700" Owner="nonroot" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void All_settings_of_a_project_arrive_in_the_image()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", Everything);
        project.Build().SucceededWithoutWarning();
        var archive = $"oci-archive:{project.Archive()}";
        var run = JsonNode.Parse(Skopeo.RawConfig(archive))!["config"]!;

        var labels = run["Labels"]!.AsObject();
        Assert.Equal("a=b; 100% ;$(x) \"q\" 'p'\nsecond line ☃ <>", (string?)labels["org.example.text"]);
        Assert.Equal("", (string?)labels["org.example.empty"]);
        Assert.Equal("A; \"title\" % = Grüße", (string?)labels["org.opencontainers.image.title"]);
        Assert.Equal(("ACME", "3"),
            ((string?)labels["org.opencontainers.image.vendor"], (string?)labels["org.opencontainers.image.version"]));
        Assert.False(labels.ContainsKey("org.opencontainers.image.authors"));
        Assert.Equal("""{"org.example.note":"a;b=\u0022c\u0022"}""",
            JsonNode.Parse(Skopeo.Manifest(archive))!["annotations"]!.ToJsonString());
        Assert.Equal(
            """{"Test":["CMD","/app/hello","--check","--check"],"Interval":90000000000,"Timeout":500000000,"Retries":2}""",
            run["Healthcheck"]!.ToJsonString());
        Assert.Equal("""["/app/hello","--outer"]["/app/hello","--inner"]""",
            run["Entrypoint"]!.ToJsonString() + run["Cmd"]!.ToJsonString());
        Assert.Equal("SIGINT", (string?)run["StopSignal"]);
        Assert.Equal("""{"53/udp":{},"8080/tcp":{}}{"/var/lib/hello":{}}""",
            run["ExposedPorts"]!.ToJsonString() + run["Volumes"]!.ToJsonString());

        ReportCheck.AssertComplete(project);
        var image = ImageArchive.Read(project.Archive());
        Assert.Equal(("link", "../../app/hello"), (image.Find("/usr/bin/greet").Type, image.Find("/usr/bin/greet").Target));
        var directory = image.Find("/var/lib/hello");
        Assert.Equal(("directory", "700", 65532), (directory.Type, Convert.ToString(directory.Mode, 8), directory.Uid));
    }

    [Fact]
    public void The_next_build_notices_a_changed_directory_or_link()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", Everything);
        project.Build().SucceededWithoutWarning();
        project.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup Condition="'$(Changed)' == 'true'">
                <RustImageDirectory Update="/var/lib/hello" Owner="1234" />
                <RustImageLink Update="/usr/bin/greet" LinkTarget="/app/hello" />
              </ItemGroup>
            </Project>
            """);
        project.Build("-p:Changed=false").SucceededWithoutWarning();
        Assert.Equal(65532, ImageArchive.Read(project.Archive()).Find("/var/lib/hello").Uid);

        project.Build("-p:Changed=true").SucceededWithoutWarning();

        var image = ImageArchive.Read(project.Archive());
        Assert.Equal((1234, "/app/hello"), (image.Find("/var/lib/hello").Uid, image.Find("/usr/bin/greet").Target));
    }

    [Fact]
    public void Docker_knows_the_health_check_and_the_stop_signal()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", Everything);
        project.Build().SucceededWithoutWarning();
        var name = Assert.Single(dockerd.Load(project.Archive()));

        var config = JsonNode.Parse(dockerd.Call("image", "inspect", "--format", "{{json .Config}}", name).StandardOutput)!;
        Assert.Equal("""["CMD","/app/hello","--check","--check"]""", config["Healthcheck"]!["Test"]!.ToJsonString());
        Assert.Equal((90_000_000_000, 2), ((long)config["Healthcheck"]!["Interval"]!, (int)config["Healthcheck"]!["Retries"]!));
        Assert.Equal("SIGINT", (string?)config["StopSignal"]);
    }

    [Theory]
    [InlineData("""<ContainerLabel Include="two words" Value="x" />""", "RIMG5009")]
    [InlineData("""<ContainerLabel Include="a" Value="1" /><ContainerLabel Include="a" Value="2" />""", "RIMG5010")]
    [InlineData("""<ContainerPort Include="8000-8010" />""", "RIMG5003")]
    [InlineData("""<RustImageDirectory Include="/tmp" />""", "RIMG4001")]
    public void An_invalid_setting_is_one_error_with_a_code(string items, string code)
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""");

        Assert.Equal(code, project.Build().FailedWithOneError().Code);
    }
}
