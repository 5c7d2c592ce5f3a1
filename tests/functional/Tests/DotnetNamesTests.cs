using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>What C# projects call the .NET SDK's containers by has the same effect here (docs/dotnet-names.md).</summary>
public sealed class DotnetNamesTests(DotnetNamesTests.Hello hello) : IClassFixture<DotnetNamesTests.Hello>
{
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>Each label that has a switch, by the switch's name, in a project that has them all.</summary>
    private static readonly (string Switch, string Label)[] Switches =
    [
        ("ContainerGenerateLabelsImageTitle", "title"), ("ContainerGenerateLabelsImageDescription", "description"),
        ("ContainerGenerateLabelsImageAuthors", "authors"), ("ContainerGenerateLabelsImageVendor", "vendor"),
        ("ContainerGenerateLabelsImageVersion", "version"), ("ContainerGenerateLabelsImageUrl", "url"),
        ("ContainerGenerateLabelsImageDocumentation", "documentation"), ("ContainerGenerateLabelsImageLicenses", "licenses"),
        ("ContainerGenerateLabelsImageSource", "source"), ("ContainerGenerateLabelsImageRevision", "revision"),
    ];

    [Fact]
    public void Labels_are_what_the_properties_say()
    {
        var labels = hello.Labels(
            "-p:ContainerTitle=T", "-p:ContainerDescription=D", "-p:ContainerAuthors=A", "-p:ContainerVendor=V", "-p:ContainerVersion=9",
            "-p:ContainerInformationUrl=https://i", "-p:ContainerDocumentationUrl=https://d", "-p:ContainerLicenseExpression=L");

        foreach (var (name, value) in new[]
        {
            ("title", "T"), ("description", "D"), ("authors", "A"), ("vendor", "V"), ("version", "9"), ("url", "https://i"), ("documentation", "https://d"), ("licenses", "L"),
        })
            Assert.Equal(value, (string?)labels[Prefix + name]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_switch_turns_off_its_label_and_no_other(int bit)
    {
        // Each pair of switches is told apart by one of the four runs.
        var off = Switches.Where((_, i) => (i + 1 & bit) != 0).ToList();

        var labels = hello.Labels(["-p:PublishRepositoryUrl=true", "-p:ContainerVendor=V", .. off.Select(s => $"-p:{s.Switch}=false")]);

        Assert.Equal(
            Switches.Except(off).Select(s => Prefix + s.Label).Order(StringComparer.Ordinal),
            labels.Select(l => l.Key).Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_generated_labels_only_the_projects_own_are_left() =>
        Assert.Equal("""{"org.example.own":"x"}""", hello.Labels("-p:ContainerGenerateLabels=false", "-p:Extra=own").ToJsonString());

    [Fact]
    public void Properties_of_packages_stand_in_where_Cargo_toml_is_silent()
    {
        string[] all = ["-p:Description=D", "-p:Authors=A", "-p:PackageProjectUrl=https://p", "-p:PackageLicenseExpression=L", "-p:Title=T", "-p:PackageVersion=9"];
        var spoken = hello.Labels(all);
        Assert.Equal(("MIT", "hello", "0.1.0"), ((string?)spoken[$"{Prefix}licenses"], (string?)spoken[$"{Prefix}title"], (string?)spoken[$"{Prefix}version"]));

        var silent = hello.Silent(() => hello.Labels(all));

        Assert.Equal(
            ("D", "A", "https://p", "https://p", "L"),
            ((string?)silent[$"{Prefix}description"], (string?)silent[$"{Prefix}authors"], (string?)silent[$"{Prefix}url"], (string?)silent[$"{Prefix}documentation"],
             (string?)silent[$"{Prefix}licenses"]));
    }

    [Theory]
    [InlineData("", """["/usr/bin/env","-i"]""", """["first"]""")]
    [InlineData("Entrypoint", """["/usr/bin/env","-i"]""", """["first"]""")]
    [InlineData("DefaultArgs", "null", """["/usr/bin/env","-i","first"]""")]
    public void An_app_command_goes_where_the_instruction_says(string instruction, string entrypoint, string command)
    {
        var config = hello.Configuration($"-p:ContainerAppCommandInstruction={instruction}", "-p:Extra=command")["config"]!;

        Assert.Equal((entrypoint, command), (config["Entrypoint"]?.ToJsonString() ?? "null", config["Cmd"]!.ToJsonString()));
    }

    [Fact]
    public void A_target_after_ComputeContainerConfig_may_still_say_what_the_image_is()
    {
        var facts = hello.Facts("-p:Extra=hook");

        Assert.Equal("renamed:from-a-target", (string?)facts["Items"]!["GeneratedContainerName"]![0]!["Identity"]);
        Assert.Equal("yes", (string?)JsonNode.Parse((string)facts["Properties"]!["GeneratedContainerConfiguration"]!)!["config"]!["Labels"]!["org.example.hook"]);
    }

    [Theory]
    [InlineData("-p:ContainerImageFormat=Docker", "RIMG5041")]
    [InlineData("-p:ContainerImageFormat=tar", "RIMG5041")]
    [InlineData("-p:ContainerRuntimeIdentifiers=linux-x64%3Blinux-arm64", "RIMG5042")]
    public void What_cannot_be_had_is_refused(string property, string code) =>
        Assert.Equal(code, hello.Project.Build("-t:BuildImage", property).FailedWithOneError().Code);

    [Theory]
    [InlineData("ContainerImageTag", "no spaces", "RIMG5002")]
    [InlineData("ContainerRepository", "Team//Hello", "RIMG5001")]
    [InlineData("ContainerRegistry", "https://ghcr.io", "RIMG5005")]
    [InlineData("ContainerUser", "nobody-here", "RIMG5006")]
    [InlineData("ContainerWorkingDirectory", "app", "RIMG5007")]
    public void A_wrong_value_is_one_coded_error_that_quotes_it(string property, string value, string code)
    {
        var error = hello.Project.Build("-t:BuildImage", $"-p:{property}={value}").FailedWithOneError();

        Assert.Equal(code, error.Code);
        Assert.Contains(value, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_C_sharp_projects_set_for_their_own_images_is_no_hindrance()
    {
        var plain = hello.Facts();

        var facts = hello.Facts(
            "-p:ContainerImageFormat=OCI", "-p:ContainerRuntimeIdentifiers=linux-x64", "-p:ContainerFamily=alpine", "-p:ContainerPublishInParallel=false",
            "-p:ContainerGenerateLabelsDotnetToolset=true", "-p:ContainerGenerateLabelsImageCreated=true");

        Assert.Equal((string?)plain["Properties"]!["GeneratedContainerDigest"], (string?)facts["Properties"]!["GeneratedContainerDigest"]);
        Assert.Equal("", (string?)facts["Properties"]!["GeneratedImageIndex"]);
    }

    [Fact]
    public void The_old_name_of_a_repository_is_taken_with_a_warning()
    {
        var result = hello.Project.Build("-p:ContainerImageName=old/name");

        result.Succeeded();
        Assert.Equal("RIMG5043", Assert.Single(result.Warnings).Code);
        Assert.Contains("old/name:0.1.0", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:IsPublishable=false")]
    [InlineData("-p:EnableSdkContainerSupport=false")]
    public void A_project_that_is_not_to_be_published_is_not(string property)
    {
        // A registry that nobody listens at.
        var result = hello.Project.Build("-t:PublishContainer", "-p:ContainerRegistry=localhost:1", property);

        result.SucceededWithoutWarning();
        Assert.Equal(
            property.Contains("IsPublishable", StringComparison.Ordinal),
            hello.Project.Build("-getItem:ProjectCapability", property).Output.Contains("NetSdkOCIImageBuild", StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_before_the_publishing_are_the_projects_own()
    {
        var result = hello.Project.Build("-t:PublishContainer", "-p:Extra=before", "-p:ContainerArchiveOutputPath=bin/named.tar");

        Assert.Contains("OWN1", result.FailedWithOneError().Code, StringComparison.Ordinal);
        Assert.False(File.Exists(hello.Project["bin/named.tar"]));
    }

    /// <summary>The sample in a repository, with lines of its own for a value of the property Extra.</summary>
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
            Project.Write(".gitignore", "bin/\nobj/\n");
            foreach (var arguments in new string[][]
            {
                ["init", "--quiet"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "One"], ["remote", "add", "origin", "https://example.org/team/hello.git"],
            })
                Assert.Equal(0, Project.Run(Require.Tool("git", "git"), arguments).ExitCode);
        }

        internal TestProject Project { get; } = TestProject.Hello();

        internal JsonNode Facts(params string[] arguments)
        {
            var result = Project.Build(
                ["-t:BuildImage", "-getProperty:GeneratedContainerConfiguration", "-getProperty:GeneratedContainerDigest", "-getProperty:GeneratedImageIndex", "-getItem:GeneratedContainerName", .. arguments]);
            result.Succeeded();
            return JsonNode.Parse(result.Output)!;
        }

        internal JsonNode Configuration(params string[] arguments) => JsonNode.Parse((string)Facts(arguments)["Properties"]!["GeneratedContainerConfiguration"]!)!;

        internal JsonObject Labels(params string[] arguments) => Configuration(arguments)["config"]!["Labels"]!.AsObject();

        /// <summary>With a Cargo.toml that says only what it must.</summary>
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
