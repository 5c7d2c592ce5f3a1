using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Servers;

namespace RustImage.FunctionalTests.Tests;

/// <summary>ResolveImageReferences, over two projects of one workspace.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string Deployment = """
        # rustimage://nobody is only spoken of
        containers:
          - image: rustimage://one  # the first
          - image: "rustimage://two"

        """;

    private readonly DockerRegistry _registry = new();
    private readonly TestProject _project = TestProject.Of(
        "two-services",
        ("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"2\"\n"),
        ("one/Cargo.toml", "[package]\nname = \"one\"\nversion = \"1.0.0\"\nedition = \"2021\"\n"),
        ("one/src/main.rs", "fn main() { println!(\"one\"); }\n"),
        ("two/Cargo.toml", "[package]\nname = \"two\"\nversion = \"2.0.0\"\nedition = \"2021\"\n"),
        ("two/src/main.rs", "fn main() { println!(\"two\"); }\n"),
        ("two/two.proj", """<Project Sdk="RustImage.Sdk/0.1.0" />"""),
        ("one/deploy/app.yaml", Deployment),
        ("one/one.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ImageReferenceFile Include="deploy/*.yaml" />
                <ProjectReference Include="../two/two.proj" />
              </ItemGroup>
            </Project>
            """));

    public void Dispose()
    {
        _project.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void Projects_names_become_what_was_pushed_of_them()
    {
        _project.Build("one/one.proj", "-t:ResolveImageReferences", $"-p:ContainerRegistry={_registry.Host}").SucceededWithoutWarning();

        var resolved = File.ReadAllText(_project["one/bin/Debug/resolved/deploy/app.yaml"]);
        var references = System.Text.RegularExpressions.Regex.Matches(resolved, @"localhost:\d+/(one|two)@(sha256:[0-9a-f]{64})");
        Assert.Equal(["one", "two"], references.Select(r => r.Groups[1].Value));
        Assert.Equal(
            Deployment.Replace("rustimage://one", references[0].Value, StringComparison.Ordinal).Replace("rustimage://two", references[1].Value, StringComparison.Ordinal), resolved);
        Assert.All(references, r => Assert.Equal(
            r.Groups[2].Value, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(Skopeo.Manifest($"docker://{r.Value}"))).ToString()));
    }

    [Fact]
    public void A_name_that_no_project_has_is_an_error_at_its_line_and_nothing_is_written()
    {
        _project.Write("one/deploy/other.yaml", "a: b\nimage: rustimage://three\n");

        var error = _project.Build("one/one.proj", "-t:ResolveImageReferences", $"-p:ContainerRegistry={_registry.Host}").FailedWithOneError();

        Assert.Equal(("RIMG6401", 2), (error.Code, error.Line));
        Assert.EndsWith("deploy/other.yaml", error.File, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project["one/bin/Debug/resolved"]));
    }

    [Fact]
    public void Without_a_registry_there_is_nothing_to_pin()
    {
        // An archive, so that the test needs no engine.
        var error = _project.Build("two/two.proj", "-t:ResolveImageReferences", "-p:ContainerArchiveOutputPath=two.tar").FailedWithOneError();
        Assert.Equal("RIMG6402", error.Code);
        error = _project.Build("one/one.proj", "-t:ResolveImageReferences", "-p:ContainerArchiveOutputPath=one.tar").FailedWithOneError();
        Assert.Equal("RIMG6403", error.Code);
    }
}
