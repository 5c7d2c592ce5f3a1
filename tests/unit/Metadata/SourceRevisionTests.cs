using RustImage.Metadata;
using RustImage.Testing;

namespace RustImage.UnitTests.Metadata;

public sealed class SourceRevisionTests : IDisposable
{
    private const string Sha = "90dd6032fac8bda1b6c4436a2e65de27961ed071";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("GITHUB_ACTIONS=true", "GITHUB_SHA=" + Sha, "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=o/r")]
    [InlineData("GITLAB_CI=true", "CI_COMMIT_SHA=" + Sha, "CI_PROJECT_URL=https://github.com/o/r", "")]
    [InlineData("TF_BUILD=True", "BUILD_SOURCEVERSION=" + Sha, "BUILD_REPOSITORY_URI=https://someone@github.com/o/r", "")]
    [InlineData("JENKINS_URL=https://ci.example.org/", "GIT_COMMIT=" + Sha, "GIT_URL=git@github.com:o/r.git", "")]
    public async Task Commit_and_repository_come_from_the_variables_of_a_build_server(params string[] variables) =>
        Assert.Equal(new(Sha, "https://github.com/o/r"), await ReadAsync(variables));

    [Fact]
    public async Task Without_a_build_server_git_provides_commit_and_repository()
    {
        await RepositoryAsync("git@github.com:o/r.git");
        Directory.CreateDirectory(_directory["inner"]);
        var facts = await SourceRevision.ReadAsync(_ => null, _directory["inner"]);
        Assert.Equal((await GitAsync("rev-parse", "HEAD")).Trim(), facts.Revision);
        Assert.Equal("https://github.com/o/r", facts.Source);
    }

    [Fact]
    public async Task Variables_without_their_build_server_are_ignored()
    {
        await RepositoryAsync("https://user:geheim@github.com/o/r");
        var facts = await ReadAsync("GITLAB_CI=true", "GITHUB_SHA=" + Sha, "GIT_COMMIT=" + Sha, "CI_COMMIT_SHA= ");
        Assert.Equal((await GitAsync("rev-parse", "HEAD")).Trim(), facts.Revision);
        Assert.Equal("https://github.com/o/r", facts.Source);
    }

    [Fact]
    public async Task Without_a_build_server_and_a_repository_there_are_no_facts()
    {
        var facts = await ReadAsync();
        Assert.Equal(new(null, null), facts);
        Assert.Empty(facts.Labels);
    }

    [Fact]
    public void Known_facts_become_labels() =>
        Assert.Equal(KeyValuePair.Create("org.opencontainers.image.revision", Sha), Assert.Single(new SourceRevision(Sha, null).Labels));

    private Task<SourceRevision> ReadAsync(params string[] variables) => SourceRevision.ReadAsync(
        name => variables.FirstOrDefault(v => v.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..], _directory.Path);

    private async Task RepositoryAsync(string origin)
    {
        await GitAsync("init", "--quiet");
        await GitAsync("-c", "commit.gpgsign=false", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet",
            "--allow-empty", "-m", "x");
        await GitAsync("remote", "add", "origin", origin);
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        var answer = await ProcessRunner.CaptureAsync(new Command(Require.Tool("git", "git"), arguments, _directory.Path));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput;
    }
}
