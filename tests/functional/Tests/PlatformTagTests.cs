using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Two builds for two platforms that push to one tag.</summary>
public sealed class PlatformTagTests : IDisposable
{
    private readonly DockerRegistry _registry = new();
    private readonly TestProject _project = TestProject.Hello();

    public PlatformTagTests()
    {
        _project.Environment["DOCKER_CONFIG"] = _project["docker"];
        _project.Environment["REGISTRY_AUTH_FILE"] = _project["auth.json"];
        CrossSample.Write(_project, "hello");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _project.Dispose();
    }

    [Fact]
    public void The_second_build_warns_and_names_both_platforms()
    {
        var first = Publish("linux-x64").SucceededWithoutWarning();
        Assert.DoesNotContain("RIMG6214", first.Output, StringComparison.Ordinal);

        var warning = Assert.Single(Publish("linux-arm64").Succeeded().Warnings);

        Assert.Equal(("RIMG6214", _project["hello.proj"]), (warning.Code, warning.File));
        Assert.Contains(
            $"'{_registry.Host}/hello:0.1.0' was an image for linux/amd64 and is now one for linux/arm64", warning.Text,
            StringComparison.Ordinal);
        Publish("linux-arm64").SucceededWithoutWarning();
        Publish("linux-x64", "-p:ContainerImageTags=0.1.0-x64").SucceededWithoutWarning();
        Assert.Equal("RIMG6214", Assert.Single(Publish("linux-x64").Succeeded().Warnings).Code);
    }

    private BuildResult Publish(string platform, params string[] arguments) => _project.Dotnet(
        [
            "publish", "-t:PublishContainer", $"-p:ContainerRegistry={_registry.Host}", $"-p:ContainerRuntimeIdentifier={platform}",
            .. arguments,
        ]);
}
