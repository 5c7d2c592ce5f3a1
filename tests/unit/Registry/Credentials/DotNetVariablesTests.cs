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
    public async Task Variables_for_push_or_pull_come_before_the_general_ones(Enum use, string name)
    {
        var all = TestConnections.Settings(_home, [
            .. new[] { "PUSH_REGISTRY", "PULL_REGISTRY", "REGISTRY" }.SelectMany(n => new (string, string?)[]
            {
                ($"DOTNET_CONTAINER_{n}_UNAME", n), ($"DOTNET_CONTAINER_{n}_PWORD", "secret"),
            })]);
        Assert.Equal($"{name}:secret", (await CredentialLookup.FindAsync(all with { Use = (RegistryUse)use })).Shown());
    }

    [Theory]
    [InlineData("DOTNET_CONTAINER_REGISTRY")]
    [InlineData("SDK_CONTAINER_REGISTRY")]
    public async Task General_variables_and_the_old_names_are_used(string prefix) => Assert.Equal(
        "me:secret",
        (await CredentialLookup.FindAsync(_home, "ghcr.io", ($"{prefix}_UNAME", "me"), ($"{prefix}_PWORD", "secret"))).Shown());

    [Fact]
    public async Task A_special_user_name_marks_an_identity_token_in_the_variables() => Assert.Equal(
        "identity secret",
        (await CredentialLookup.FindAsync(
            _home, "ghcr.io", ("DOTNET_CONTAINER_REGISTRY_UNAME", "<token>"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"))).Shown());

    [Fact]
    public async Task A_user_name_without_a_password_is_ignored_and_reported()
    {
        var findings = await CredentialLookup.FindAsync(_home, "ghcr.io", ("DOTNET_CONTAINER_PUSH_REGISTRY_UNAME", "me"),
            ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"));
        Assert.Null(findings.Credential);
        Assert.Equal(
            ["DOTNET_CONTAINER_PUSH_REGISTRY_UNAME is set, and DOTNET_CONTAINER_PUSH_REGISTRY_PWORD is not",
             "DOTNET_CONTAINER_REGISTRY_PWORD is set, and DOTNET_CONTAINER_REGISTRY_UNAME is not"],
            findings.Seen.Take(2));
    }

    [Fact]
    public async Task The_variables_come_before_the_docker_login()
    {
        Directory.CreateDirectory(_home[".docker"]);
        File.WriteAllText(_home[".docker/config.json"], """{"auths":{"ghcr.io":{"username":"docker","password":"other"}}}""");
        Assert.Equal("docker:other", (await CredentialLookup.FindAsync(_home, "ghcr.io")).Shown());
        Assert.Equal("me:secret", (await CredentialLookup.FindAsync(
            _home, "ghcr.io", ("DOTNET_CONTAINER_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret"))).Shown());
    }
}
