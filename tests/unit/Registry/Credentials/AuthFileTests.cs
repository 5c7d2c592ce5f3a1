using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Credentials;

public sealed class AuthFileTests : IDisposable
{
    /// <summary><c>me:secret</c></summary>
    private const string Auth = "bWU6c2VjcmV0";

    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("ghcr.io", "ghcr.io")]
    [InlineData("ghcr.io/", "ghcr.io")]
    [InlineData("https://ghcr.io", "ghcr.io")]
    [InlineData("https://ghcr.io/v1/", "ghcr.io")]
    [InlineData("https://ghcr.io/v2/", "ghcr.io")]
    [InlineData("ghcr.io/v1/", "ghcr.io")]
    [InlineData("GHCR.io:443", "ghcr.io")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("docker.io", "index.docker.io")]
    [InlineData("localhost:5000", "localhost:5000")]
    [InlineData("ghcr.io/me", "ghcr.io")]
    [InlineData("ghcr.io/me/app", "ghcr.io")]
    public async Task An_entry_for_the_host_is_found(string key, string registry)
    {
        Write(".docker/config.json", Auths(key, Auth));
        var findings = await CredentialLookup.FindAsync(_home, registry);
        Assert.Equal("me:secret", findings.Shown());
        Assert.Equal($"'{_home[".docker/config.json"]}'", findings.Credential!.Place);
    }

    [Theory]
    [InlineData("gcr.io", "ghcr.io")]
    [InlineData("ghcr.io.example", "ghcr.io")]
    [InlineData("localhost:5000", "localhost")]
    [InlineData("localhost", "localhost:5000")]
    [InlineData("127.0.0.1:5000", "localhost:5000")]
    [InlineData("https://ghcr.io@evil.example", "ghcr.io")]
    [InlineData("ghcr.io/me/ap", "ghcr.io")]
    [InlineData("ghcr.io/other", "ghcr.io")]
    public async Task An_entry_for_another_host_or_repository_is_not_used(string key, string registry)
    {
        Write(".docker/config.json", Auths(key, Auth));
        Assert.Null((await CredentialLookup.FindAsync(_home, registry)).Credential);
    }

    [Theory]
    [InlineData("me/app", "app")]
    [InlineData("me/app/worker", "app")]
    [InlineData("me/other", "me")]
    [InlineData("you/app", "all")]
    public async Task The_most_specific_entry_is_used(string repository, string user)
    {
        Write(".config/containers/auth.json", """
            {"auths":{
              "ghcr.io":{"username":"all","password":"x"},
              "ghcr.io/me/app":{"username":"app","password":"x"},
              "ghcr.io/me":{"username":"me","password":"x"}}}
            """);
        Assert.Equal($"{user}:x", (await CredentialLookup.FindAsync(TestConnections.Settings(_home), "ghcr.io", repository)).Shown());
    }

    [Theory]
    [InlineData("""{"auth":"bWU6c2U6Y3JldA=="}""", "me:se:cret")]
    [InlineData("""{"auth":"bWU6c2VjcmV0AAAA"}""", "me:secret")]
    [InlineData("""{"username":"me","password":"secret"}""", "me:secret")]
    [InlineData("""{"auth":"bWU6c2VjcmV0","identitytoken":"t"}""", "identity t")]
    [InlineData("""{"auth":"bWU6c2VjcmV0","registrytoken":"t"}""", "registry t")]
    [InlineData("""{"auth":"PHRva2VuPjp0"}""", "identity t")]
    public async Task An_entry_holds_a_password_or_a_token(string entry, string shown)
    {
        Write(".docker/config.json", $"{{\"auths\":{{\"ghcr.io\":{entry}}}}}");
        Assert.Equal(shown, (await CredentialLookup.FindAsync(_home, "ghcr.io")).Shown());
    }

    [Theory]
    [InlineData("""{"auths":{"ghcr.io":{}}}""", "has an entry for 'ghcr.io' without a password or token")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"s3cret!"}}}""", "has an entry for 'ghcr.io' without a password or token")]
    [InlineData("""{"auths":{"ghcr.io":"s3cret!"}}""", "has an entry for 'ghcr.io' without a password or token")]
    [InlineData("""{"auths":{"a.example":{},"https://u:s3cret@b.example":{}}}""",
        "has entries for 'a.example', 'https://***@b.example', none for 'ghcr.io'")]
    [InlineData("""{}""", "has no entries, none for 'ghcr.io'")]
    [InlineData("""{"auths":["s3cret"]}""", "is not a JSON file of credentials")]
    [InlineData("""[]""", "is not a JSON file of credentials")]
    [InlineData("{\n\"auths\":{\n\"ghcr.io\":s3cret", "is not a JSON file of credentials (line 3)")]
    [InlineData("", "is not a JSON file of credentials (line 1)")]
    public async Task A_file_without_a_usable_entry_is_reported_without_secrets(string text, string told)
    {
        Write(".docker/config.json", text);
        var findings = await CredentialLookup.FindAsync(_home, "ghcr.io");
        Assert.Null(findings.Credential);
        Assert.Contains($"'{_home[".docker/config.json"]}' {told}", findings.Seen);
        Assert.DoesNotContain("s3cret", string.Join(' ', findings.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_continues_after_a_broken_file()
    {
        Write(".docker/config.json", "{");
        Write(".config/containers/auth.json", Auths("ghcr.io", Auth));
        Assert.Equal("me:secret", (await CredentialLookup.FindAsync(_home, "ghcr.io")).Shown());
    }

    [Fact]
    public async Task The_files_of_docker_and_podman_are_searched_in_a_fixed_order()
    {
        var files = new[] { "docker/config.json", "registry-auth.json", "run/containers/auth.json", ".config/containers/auth.json" };
        foreach (var file in files)
            Write(file, Auths("ghcr.io", Auth));
        (string, string?)[] variables =
            [("DOCKER_CONFIG", _home["docker"]), ("REGISTRY_AUTH_FILE", "registry-auth.json"), ("XDG_RUNTIME_DIR", _home["run"])];
        foreach (var file in files)
        {
            Assert.Equal($"'{_home[file]}'", (await CredentialLookup.FindAsync(_home, "ghcr.io", variables)).Credential!.Place);
            File.Delete(_home[file]);
        }
        var none = await CredentialLookup.FindAsync(_home, "ghcr.io", variables);
        Assert.Equal(files.Select(f => $"'{_home[f]}' does not exist"), none.Seen.Skip(2));
    }

    [Fact]
    public async Task DOCKER_AUTH_CONFIG_holds_the_text_itself()
    {
        Write(".docker/config.json", """{"auths":{"ghcr.io":{"username":"file","password":"p"}}}""");
        var findings = await CredentialLookup.FindAsync(_home, "ghcr.io", ("DOCKER_AUTH_CONFIG", Auths("ghcr.io", Auth)));
        Assert.Equal(("me:secret", "DOCKER_AUTH_CONFIG"), (findings.Shown(), findings.Credential!.Place));
    }

    private static string Auths(string key, string auth) => """{"auths":{"KEY":{"auth":"AUTH"}}}"""
        .Replace("KEY", key, StringComparison.Ordinal).Replace("AUTH", auth, StringComparison.Ordinal);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_home[path])!);
        File.WriteAllText(_home[path], text);
    }
}
