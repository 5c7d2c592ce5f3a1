using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The names of the .NET SDK's container support have the same effect here (docs/dotnet-names.md).</summary>
public sealed class DotnetNamesTests(DotnetNamesTests.Hello hello) : IClassFixture<DotnetNamesTests.Hello>
{
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>Each label that has a switch, by the name of the switch.</summary>
    private static readonly (string Switch, string Label)[] Switches =
    [
        ("ContainerGenerateLabelsImageTitle", "title"), ("ContainerGenerateLabelsImageDescription", "description"),
        ("ContainerGenerateLabelsImageAuthors", "authors"), ("ContainerGenerateLabelsImageVendor", "vendor"),
        ("ContainerGenerateLabelsImageVersion", "version"), ("ContainerGenerateLabelsImageUrl", "url"),
        ("ContainerGenerateLabelsImageDocumentation", "documentation"), ("ContainerGenerateLabelsImageLicenses", "licenses"),
        ("ContainerGenerateLabelsImageSource", "source"), ("ContainerGenerateLabelsImageRevision", "revision"),
    ];

    [Fact]
    public void Labels_have_the_values_of_the_properties()
    {
        var labels = hello.Labels(
            "-p:ContainerTitle=T", "-p:ContainerDescription=D", "-p:ContainerAuthors=A", "-p:ContainerVendor=V", "-p:ContainerVersion=9",
            "-p:ContainerInformationUrl=https://i", "-p:ContainerDocumentationUrl=https://d", "-p:ContainerLicenseExpression=L");

        foreach (var (name, value) in new[]
        {
            ("title", "T"), ("description", "D"), ("authors", "A"), ("vendor", "V"), ("version", "9"), ("url", "https://i"),
            ("documentation", "https://d"), ("licenses", "L"),
        })
            Assert.Equal(value, (string?)labels[Prefix + name]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_switch_disables_only_its_label(int bit)
    {
        // One of the four runs distinguishes each pair of switches.
        var off = Switches.Where((_, i) => (i + 1 & bit) != 0).ToList();

        var labels = hello.Labels(["-p:PublishRepositoryUrl=true", "-p:ContainerVendor=V", .. off.Select(s => $"-p:{s.Switch}=false")]);

        Assert.Equal(
            Switches.Except(off).Select(s => Prefix + s.Label).Order(StringComparer.Ordinal),
            labels.Select(l => l.Key).Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_generated_labels_only_those_of_the_project_are_left() =>
        Assert.Equal("""{"org.example.own":"x"}""", hello.Labels("-p:ContainerGenerateLabels=false", "-p:Extra=own").ToJsonString());

    [Fact]
    public void Package_properties_fill_fields_missing_from_Cargo_toml()
    {
        string[] all = ["-p:Description=D", "-p:Authors=A", "-p:PackageProjectUrl=https://p", "-p:PackageLicenseExpression=L", "-p:Title=T",
            "-p:PackageVersion=9"];
        var spoken = hello.Labels(all);
        Assert.Equal(("MIT", "hello", "0.1.0"),
            ((string?)spoken[$"{Prefix}licenses"], (string?)spoken[$"{Prefix}title"], (string?)spoken[$"{Prefix}version"]));

        var silent = hello.Silent(() => hello.Labels(all));

        Assert.Equal(
            ("D", "A", "https://p", "https://p", "L"),
            ((string?)silent[$"{Prefix}description"], (string?)silent[$"{Prefix}authors"], (string?)silent[$"{Prefix}url"],
                (string?)silent[$"{Prefix}documentation"],
             (string?)silent[$"{Prefix}licenses"]));
    }

    [Theory]
    [InlineData("", """["/usr/bin/env","-i"]""", """["first"]""")]
    [InlineData("Entrypoint", """["/usr/bin/env","-i"]""", """["first"]""")]
    [InlineData("DefaultArgs", "null", """["/usr/bin/env","-i","first"]""")]
    public void The_instruction_decides_where_the_app_command_goes(string instruction, string entrypoint, string command)
    {
        var config = hello.Configuration($"-p:ContainerAppCommandInstruction={instruction}", "-p:Extra=command")["config"]!;

        Assert.Equal((entrypoint, command), (config["Entrypoint"]?.ToJsonString() ?? "null", config["Cmd"]!.ToJsonString()));
    }

    [Fact]
    public void A_target_after_ComputeContainerConfig_can_still_change_the_image()
    {
        var facts = hello.Facts("-p:Extra=hook");

        Assert.Equal("renamed:from-a-target", (string?)facts["Items"]!["GeneratedContainerName"]![0]!["Identity"]);
        Assert.Equal("yes",
            (string?)JsonNode.Parse(
            (string)facts["Properties"]!["GeneratedContainerConfiguration"]!)!["config"]!["Labels"]!["org.example.hook"]);
    }

    [Theory]
    [InlineData("-p:ContainerImageFormat=tar", "RIMG5041")]
    [InlineData("-p:ContainerRuntimeIdentifiers=linux-x64%3Blinux-musl-x64", "RIMG5044")]
    public void An_unsupported_property_is_refused(string property, string code) =>
        Assert.Equal(code, hello.Project.Build("-t:BuildImage", property).FailedWithOneError().Code);

    [Fact]
    public void The_format_Docker_gives_a_warning_and_the_same_image()
    {
        var digest = (string)hello.Facts()["Properties"]!["GeneratedContainerDigest"]!;

        var built = hello.Project.Build("-p:ContainerImageFormat=Docker").Succeeded();

        Assert.Equal("RIMG5046", Assert.Single(built.Warnings).Code);
        Assert.Contains(digest, built.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ContainerImageTag", "no spaces", "RIMG5002")]
    [InlineData("ContainerRepository", "Team//Hello", "RIMG5001")]
    [InlineData("ContainerRegistry", "https://ghcr.io", "RIMG5005")]
    [InlineData("ContainerUser", "nobody-here", "RIMG5006")]
    [InlineData("ContainerWorkingDirectory", "app", "RIMG5007")]
    public void The_error_for_a_wrong_value_has_a_code_and_quotes_it(string property, string value, string code)
    {
        var error = hello.Project.Build("-t:BuildImage", $"-p:{property}={value}").FailedWithOneError();

        Assert.Equal(code, error.Code);
        Assert.Contains(value, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_that_only_matter_for_C_sharp_images_are_ignored()
    {
        var plain = hello.Facts();

        var facts = hello.Facts(
            "-p:ContainerImageFormat=OCI", "-p:ContainerRuntimeIdentifiers=linux-x64", "-p:ContainerFamily=alpine",
            "-p:ContainerPublishInParallel=false",
            "-p:ContainerGenerateLabelsDotnetToolset=true", "-p:ContainerGenerateLabelsImageCreated=true");

        Assert.Equal((string?)plain["Properties"]!["GeneratedContainerDigest"], (string?)facts["Properties"]!["GeneratedContainerDigest"]);
        Assert.Equal("", (string?)facts["Properties"]!["GeneratedImageIndex"]);
    }

    [Fact]
    public void The_old_property_for_the_repository_works_with_a_warning()
    {
        var result = hello.Project.Build("-p:ContainerImageName=old/name");

        result.Succeeded();
        Assert.Equal("RIMG5043", Assert.Single(result.Warnings).Code);
        Assert.Contains("old/name:0.1.0", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:IsPublishable=false")]
    [InlineData("-p:EnableSdkContainerSupport=false")]
    public void A_project_with_publishing_disabled_is_not_published(string property)
    {
        // A registry without a listener.
        var result = hello.Project.Build("-t:PublishContainer", "-p:ContainerRegistry=localhost:1", property);

        result.SucceededWithoutWarning();
        Assert.Equal(
            property.Contains("IsPublishable", StringComparison.Ordinal),
            hello.Project.Build("-getItem:ProjectCapability", property).Output.Contains("NetSdkOCIImageBuild", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_of_the_project_can_run_before_publishing()
    {
        var result = hello.Project.Build("-t:PublishContainer", "-p:Extra=before", "-p:ContainerArchiveOutputPath=bin/named.tar");

        Assert.Contains("OWN1", result.FailedWithOneError().Code, StringComparison.Ordinal);
        Assert.False(File.Exists(hello.Project["bin/named.tar"]));
    }

    /// <summary>The sample in a Git repository. The property Extra selects additional lines of the project.</summary>
    public sealed class Hello : IDisposable
    {
        private const string Lines = """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup Condition="'$(Extra)' == 'before'">
                <PublishContainerDependsOn>Refuse</PublishContainerDependsOn>
              </PropertyGroup>
              <ItemGroup Condition="'$(Extra)' == 'own'">
                <ContainerLabel Include="org.example.own" Value="x" />
              </ItemGroup>
              <ItemGroup Condition="'$(Extra)' == 'command'">
                <ContainerAppCommand Include="/usr/bin/env" />
                <ContainerAppCommandArgs Include="-i" />
                <ContainerDefaultArgs Include="first" />
              </ItemGroup>
              <Target Name="Refuse">
                <Error Code="OWN1" Text="Not today." />
              </Target>
              <Target Name="Rename" AfterTargets="ComputeContainerConfig" Condition="'$(Extra)' == 'hook'">
                <PropertyGroup>
                  <ContainerRepository>renamed</ContainerRepository>
                  <ContainerImageTags>from-a-target</ContainerImageTags>
                </PropertyGroup>
                <ItemGroup>
                  <ContainerLabel Include="org.example.hook" Value="yes" />
                </ItemGroup>
              </Target>
            </Project>
            """;

        public Hello()
        {
            Project.Write("hello.proj", Lines);
            Project.Write(".gitignore", "target/\n");
            foreach (var arguments in new string[][]
            {
                ["init", "--quiet"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "One"],
                ["remote", "add", "origin", "https://example.org/team/hello.git"],
            })
                Assert.Equal(0, Project.Run(Require.Tool("git", "git"), arguments).ExitCode);
        }

        internal TestProject Project { get; } = TestProject.Hello();

        internal JsonNode Facts(params string[] arguments)
        {
            var result = Project.Build(
                ["-t:BuildImage", "-getProperty:GeneratedContainerConfiguration", "-getProperty:GeneratedContainerDigest",
                    "-getProperty:GeneratedImageIndex", "-getItem:GeneratedContainerName", .. arguments]);
            result.Succeeded();
            return JsonNode.Parse(result.Output)!;
        }

        internal JsonNode Configuration(params string[] arguments) =>
            JsonNode.Parse((string)Facts(arguments)["Properties"]!["GeneratedContainerConfiguration"]!)!;

        internal JsonObject Labels(params string[] arguments) => Configuration(arguments)["config"]!["Labels"]!.AsObject();

        /// <summary>Copies the sample with a minimal Cargo.toml.</summary>
        internal T Silent<T>(Func<T> build)
        {
            var whole = File.ReadAllText(Project["Cargo.toml"]);
            Project.Write("Cargo.toml", "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
            try
            {
                return build();
            }
            finally
            {
                Project.Write("Cargo.toml", whole);
            }
        }

        public void Dispose() => Project.Dispose();
    }
}
