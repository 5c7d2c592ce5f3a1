using RustImage.Outputs.Engines;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Engines;

public sealed class EngineFinderTests : IDisposable
{
    private const string DockerAnswers =
        """echo '{"ServerVersion":"28.0.0","DriverStatus":[["Backing Filesystem","extfs"]],"InitCommit":{"ID":"de40ad0"}}'""";
    private const string PodmanAnswers = """echo '{"host":{"serviceIsRemote":false},"store":{}}'""";
    private const string Down = "echo 'Cannot connect to the daemon.' >&2; exit 1";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(null, DockerAnswers, PodmanAnswers, "Docker", "docker")]
    [InlineData("", DockerAnswers, null, "Docker", "docker")]
    [InlineData(null, Down, PodmanAnswers, "Podman", "podman")]
    [InlineData(null, null, PodmanAnswers, "Podman", "podman")]
    [InlineData("podman", DockerAnswers, PodmanAnswers, "Podman", "podman")]
    [InlineData("DOCKER", DockerAnswers, PodmanAnswers, "Docker", "docker")]
    [InlineData(null, PodmanAnswers, null, "Podman", "docker")] // the package podman-docker
    [InlineData("Docker", PodmanAnswers, null, "Podman", "docker")]
    public async Task The_requested_engine_or_the_first_that_answers_is_used(
        string? wanted, string? docker, string? podman, string name, string program)
    {
        var engine = await FindAsync(wanted, docker, podman);
        Assert.Equal((name, _directory[program]), (engine.Name, engine.Program));
    }

    [Fact]
    public async Task If_no_engine_answers_the_error_says_what_was_found_of_each()
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => FindAsync(null, Down, null));
        Assert.Equal("RIMG6302", failure.Code);
        Assert.Contains("docker' does not answer (Cannot connect to the daemon); ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("podman' is not installed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is not installed")]
    [InlineData(Down, "does not answer (Cannot connect to the daemon)")]
    [InlineData("""echo '{"ServerErrors":["No daemon here."]}'""", "does not answer (No daemon here)")]
    [InlineData("echo 'install me first'", "does not answer (install me first)")]
    public async Task If_the_requested_engine_does_not_answer_no_other_is_used(string? docker, string state)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => FindAsync("docker", docker, PodmanAnswers));
        Assert.Equal("RIMG6303", failure.Code);
        Assert.Contains(state, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_engine_is_refused()
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => FindAsync("containerd", DockerAnswers, PodmanAnswers));
        Assert.Equal("RIMG6301", failure.Code);
        Assert.Contains("'containerd'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""echo '{"ServerVersion":"1","InitCommit":{"ID":"N/A"}}'""", new string[0])]
    [InlineData(DockerAnswers, new[] { "--init" })]
    public async Task An_init_program_is_used_if_docker_has_one(string answer, string[] options) =>
        Assert.Equal(options, (await FindAsync("Docker", answer, null)).InitOptions);

    [Theory]
    [InlineData("hello:1", "hello:1", "localhost/hello:1")]
    [InlineData("team/hello:1", "team/hello:1", "localhost/team/hello:1")]
    [InlineData("ghcr.io/team/hello:1", "ghcr.io/team/hello:1", "ghcr.io/team/hello:1")]
    [InlineData("localhost:5000/hello:1", "localhost:5000/hello:1", "localhost:5000/hello:1")]
    [InlineData("docker.io/library/hello:1", "hello:1", "docker.io/library/hello:1")]
    [InlineData("docker.io/team/hello:1", "team/hello:1", "docker.io/team/hello:1")]
    public async Task Docker_and_podman_write_image_names_differently(string name, string docker, string podman)
    {
        Assert.Equal(docker, (await FindAsync("Docker", DockerAnswers, null)).LocalName(name));
        Assert.Equal(podman, (await FindAsync("Podman", null, PodmanAnswers)).LocalName(name));
    }

    private Task<IContainerEngine> FindAsync(string? wanted, string? docker, string? podman)
    {
        foreach (var (name, answer) in new[] { ("docker", docker), ("podman", podman) })
        {
            if (answer is not null)
                _ = new FakeEngine(_directory, answer, name);
        }
        return EngineFinder.FindAsync(wanted, name => new EngineCommand(_directory[name.ToLowerInvariant()], _directory.Path), default);
    }
}
