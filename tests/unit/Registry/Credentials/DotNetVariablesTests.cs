using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Credentials;

public sealed class DotNetVariablesTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(RegistryUse.Push, "PUSH_REGISTRY")]
    [InlineData(RegistryUse.Pull, "PULL_REGISTRY")]
    public async Task Those_for_the_use_come_first(RegistryUse use, string name)
    {
        var all = Requests.Settings(_home, [
            .. new[] { "PUSH_REGISTRY", "PULL_REGISTRY", "REGISTRY" }.SelectMany(n => new (string, string?)[]
            {
                ($"DOTNET_CONTAINER_{n}_UNAME", n), ($"DOTNET_CONTAINER_{n}_PWORD", "secret"),
            })]);
        Assert.Equal($"{name}:secret", (await Sources.FindAsync(all with { Use = use })).Shown());
    }

    [Theory]
    [InlineData("DOTNET_CONTAINER_REGISTRY")]
    [InlineData("SDK_CONTAINER_REGISTRY")]
    public async Task Those_for_any_use_and_the_old_names_count_too(string prefix) => Assert.Equal(
        "me:secret", (await Sources.FindAsync(_home, "ghcr.io", ($"{prefix}_UNAME", "me"), ($"{prefix}_PWORD", "secret"))).Shown());

    [Fact]
    public async Task The_user_name_of_a_token_marks_an_identity_token() => Assert.Equal(
        "identity secret",
        (await Sources.FindAsync(_home, "ghcr.io", ("DOTNET_CONTAINER_REGISTRY_UNAME", "<token>"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"))).Shown());

    [Fact]
    public async Task One_without_the_other_is_none_and_told()
    {
        var findings = await Sources.FindAsync(_home, "ghcr.io", ("DOTNET_CONTAINER_PUSH_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"));
        Assert.Null(findings.Credential);
        Assert.Equal(
            ["DOTNET_CONTAINER_PUSH_REGISTRY_UNAME is set, and DOTNET_CONTAINER_PUSH_REGISTRY_PWORD is not",
             "DOTNET_CONTAINER_REGISTRY_PWORD is set, and DOTNET_CONTAINER_REGISTRY_UNAME is not"],
            findings.Seen.Take(2));
    }

    [Fact]
    public async Task They_come_before_what_docker_was_logged_in_with()
    {
        Directory.CreateDirectory(_home[".docker"]);
        File.WriteAllText(_home[".docker/config.json"], """{"auths":{"ghcr.io":{"username":"docker","password":"other"}}}""");
        Assert.Equal("docker:other", (await Sources.FindAsync(_home, "ghcr.io")).Shown());
        Assert.Equal("me:secret", (await Sources.FindAsync(
            _home, "ghcr.io", ("DOTNET_CONTAINER_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"))).Shown());
    }
}
