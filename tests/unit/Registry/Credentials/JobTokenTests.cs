using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Credentials;

/// <summary>The token of a build server must go only to the registry of that server.</summary>
public sealed class JobTokenTests : IDisposable
{
    private static readonly (string, string?)[] GitHub =
        [("GITHUB_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_ACTOR", "me"), ("GITHUB_TOKEN", "s3cret")];

    private static readonly (string, string?)[] GitLab =
        [("GITLAB_CI", "true"), ("CI_REGISTRY", "registry.example:5050"), ("CI_REGISTRY_USER", "job"), ("CI_REGISTRY_PASSWORD", "s3cret"),
            ("CI_JOB_TOKEN", "other")];

    private static readonly (string, string?)[] Azure =
        [("TF_BUILD", "True"), ("SYSTEM_COLLECTIONURI", "https://devops.example/me/"), ("SYSTEM_ACCESSTOKEN", "s3cret")];

    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_GitHub_job_token_is_used_only_for_its_registry()
    {
        Assert.Equal("me:s3cret", await FindAsync("ghcr.io", GitHub));
        Assert.Null(await FindAsync("containers.corp.example", GitHub));
        Assert.Equal("me:s3cret", await FindAsync("containers.corp.example", [.. GitHub, ("GITHUB_SERVER_URL", "https://corp.example")]));
        Assert.Null(await FindAsync("ghcr.io", [.. GitHub, ("GITHUB_SERVER_URL", "https://corp.example")]));
        Assert.Null(await FindAsync("ghcr.io", [.. GitHub, ("GITHUB_ACTIONS", null)]));
    }

    [Fact]
    public async Task The_GitLab_job_token_is_used_for_its_registry_and_for_pulls_from_its_proxy()
    {
        Assert.Equal("job:s3cret", await FindAsync("registry.example:5050", GitLab));
        Assert.Equal("gitlab-ci-token:other", await FindAsync("registry.example:5050", [.. GitLab, ("CI_REGISTRY_PASSWORD", null)]));
        Assert.Null(await FindAsync("registry.example", GitLab));
        (string, string?)[] proxy =
            [.. GitLab, ("CI_DEPENDENCY_PROXY_SERVER", "gitlab.example:443"), ("CI_DEPENDENCY_PROXY_USER", "proxy"),
                ("CI_DEPENDENCY_PROXY_PASSWORD", "s3cret")];
        Assert.Equal("proxy:s3cret", await FindAsync("gitlab.example", proxy, RegistryUse.Pull));
        Assert.Null(await FindAsync("gitlab.example", proxy));
    }

    [Fact]
    public async Task The_Azure_job_token_is_used_only_for_its_own_host()
    {
        Assert.Equal("AzureDevOps:s3cret", await FindAsync("devops.example", Azure));
        Assert.Null(await FindAsync("me.azurecr.io", Azure));
    }

    [Theory]
    [InlineData("quay.io")]
    [InlineData("ghcr.io.example")]
    [InlineData("ghcr.io:444")]
    public async Task For_another_host_the_message_names_the_host_of_the_job_token(string registry)
    {
        var findings = await CredentialLookup.FindAsync(_home, registry, [.. GitHub, .. GitLab, .. Azure]);
        Assert.Null(findings.Credential);
        Assert.Equal(
            ["GITHUB_TOKEN is set, but for ghcr.io only", "CI_REGISTRY_PASSWORD is set, but for registry.example:5050 only",
             "CI_JOB_TOKEN is set, but for registry.example:5050 only", "SYSTEM_ACCESSTOKEN is set, but for devops.example only"],
            findings.Seen.TakeLast(4));
    }

    [Fact]
    public async Task Outside_of_a_job_the_job_token_is_not_mentioned()
    {
        var findings = await CredentialLookup.FindAsync(_home, "ghcr.io", ("GITHUB_TOKEN", "s3cret"));
        Assert.Null(findings.Credential);
        Assert.DoesNotContain("GITHUB", string.Join(' ', findings.Seen), StringComparison.Ordinal);
    }

    private async Task<string?> FindAsync(
        string registry, (string Name, string? Value)[] environment, RegistryUse use = RegistryUse.Push) =>
        (await CredentialLookup.FindAsync(
            TestConnections.Settings(_home, [.. environment.GroupBy(e => e.Name).Select(g => g.Last())]) with { Use = use },
            registry)).Shown();
}
