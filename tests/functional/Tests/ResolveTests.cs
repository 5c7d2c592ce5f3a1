using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>ResolveImageReferences in a project with a reference to another one.</summary>
public sealed class ResolveTests : IDisposable
{
    private readonly DockerRegistry _registry = new();
    private readonly TestProject _project = TestProject.Hello();

    public ResolveTests()
    {
        // A second project of the same crate.
        _project.Write("second.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup><ContainerRepository>team/two</ContainerRepository></PropertyGroup>
            </Project>
            """);
        _project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ImageReferenceFile Include="**/*.yaml" />
                <ProjectReference Include="second.proj" />
              </ItemGroup>
            </Project>
            """);
        _project.Write("deploy/one.yaml", "image: rustimage://hello\r\n");
        _project.Write("deploy/two.yaml", "\uFEFFimage: rustimage://second # größer\n");
    }

    public void Dispose()
    {
        _project.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void Every_name_becomes_the_pushed_image_and_no_other_byte_changes()
    {
        Resolve().SucceededWithoutWarning();

        Assert.Matches($"^image: {_registry.Host}/hello@sha256:[0-9a-f]{{64}}\r\n$", Resolved("one.yaml"));
        Assert.Matches($"^\uFEFFimage: {_registry.Host}/team/two@sha256:[0-9a-f]{{64}} # größer\n$", Resolved("two.yaml"));
        // skopeo verifies the digest.
        Assert.All(new[] { "one.yaml", "two.yaml" }, f => Skopeo.Manifest($"docker://{Resolved(f).Split(' ')[1].Trim()}"));
    }

    [Fact]
    public void Outputs_without_a_source_are_removed_and_outputs_are_not_resolved_again()
    {
        Resolve().SucceededWithoutWarning();
        File.Delete(_project["deploy/two.yaml"]);

        Resolve().SucceededWithoutWarning();

        Assert.Equal([_project[$"{TestProject.Bin}/Debug/resolved/deploy/one.yaml"]], Files());
        _project.Dotnet("clean", "hello.proj").SucceededWithoutWarning();
        Assert.False(Directory.Exists(_project[$"{TestProject.Bin}/Debug/resolved"]));
    }

    [Fact]
    public void An_output_that_would_overwrite_a_source_is_refused()
    {
        Assert.Equal("RIMG6408", Resolve("-p:RustImageResolvedDirectory=./").FailedWithOneError().Code);
        Assert.Equal("image: rustimage://hello\r\n", File.ReadAllText(_project["deploy/one.yaml"]));
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_its_line_before_anything_is_pushed()
    {
        _project.Write("deploy/two.yaml", "# rustimage://nobody is only spoken of\nimage: rustimage://three\n");

        var error = Resolve().FailedWithOneError();

        Assert.Equal(("RIMG6401", 2), (error.Code, error.Line));
        Assert.EndsWith("deploy/two.yaml", error.File, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project[$"{TestProject.Bin}/Debug/resolved"]));
        Assert.Empty(_registry.Requests());
    }

    [Fact]
    public void Without_a_file_or_a_registry_nothing_is_resolved()
    {
        // Uses an archive, so that the test needs no engine.
        Assert.Equal("RIMG6402",
            _project.Build("second.proj", "-t:ResolveImageReferences", "-p:ContainerArchiveOutputPath=two.tar").FailedWithOneError().Code);
        Assert.Equal("RIMG6403",
            _project.Build("hello.proj", "-t:ResolveImageReferences", "-p:ContainerArchiveOutputPath=one.tar").FailedWithOneError().Code);
    }

    private BuildResult Resolve(params string[] arguments) =>
        _project.Build(["hello.proj", "-t:ResolveImageReferences", $"-p:ContainerRegistry={_registry.Host}", .. arguments]);

    /// <remarks>Reads bytes, because a text reader removes the byte order mark.</remarks>
    private string Resolved(string name) =>
        System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_project[$"{TestProject.Bin}/Debug/resolved/deploy/{name}"]));

    private string[] Files() => Directory.GetFiles(_project[TestProject.Bin], "*.yaml", SearchOption.AllDirectories);
}
