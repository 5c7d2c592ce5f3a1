using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

public sealed class HelloTests(BuiltHello hello, Dockerd docker, TestPodman podman)
{
    [Fact]
    public void Docker_loads_the_image_and_runs_it_without_a_network_as_an_unprivileged_user() => LoadAndRun(docker, "hello:0.1.0");

    [Fact]
    public void Podman_loads_the_image_and_runs_it_without_a_network_as_an_unprivileged_user() =>
        LoadAndRun(podman, "docker.io/library/hello:0.1.0");

    private void LoadAndRun(ITestEngine engine, string expectedName)
    {
        var names = engine.Load(hello.Archive);

        Assert.Equal(expectedName, Assert.Single(names));
        var result = engine.Run(expectedName, ["one", "two words"]);
        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
        Assert.Matches("""^Hello from .+ as user 65532, given \["one", "two words"\]\n$""", result.StandardOutput);
        Assert.DoesNotContain("an unnamed system", result.StandardOutput, StringComparison.Ordinal);
    }
}
