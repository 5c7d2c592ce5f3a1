using RustImage.Http;
using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Credentials;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CredentialHelperTests : IDisposable
{
    private const string Answer = """echo '{"ServerURL":"x","Username":"me","Secret":"s3cret"}'""";

    private const string Hint = "(see what it says with 'echo ghcr.io | docker-credential-bad get')";

    private readonly TemporaryDirectory _home = new();

    public CredentialHelperTests() => Require.That(!OperatingSystem.IsWindows(), "the helpers of this test are shell scripts");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("ghcr.io", "ghcr.io")]
    [InlineData("localhost:5000", "localhost:5000")]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    public async Task A_helper_is_asked_for_the_host(string registry, string asked)
    {
        Helper("good", $"""test "$1" = get && cat > {_home["asked"]} && {Answer}""");
        var findings = await FindAsync("""{"credsStore":"good"}""", registry);
        Assert.Equal(("me:s3cret", "the credential helper 'docker-credential-good'"), (findings.Shown(), findings.Credential?.Place));
        Assert.Equal(asked, File.ReadAllText(_home["asked"]));
    }

    [Fact]
    public async Task A_special_user_name_marks_an_identity_token_of_a_helper()
    {
        Helper("token", """echo '{"Username":"<token>","Secret":"s3cret"}'""");
        Assert.Equal("identity s3cret", (await FindAsync("""{"credsStore":"token"}""")).Shown());
    }

    [Theory]
    [InlineData("""{"credHelpers":{"ghcr.io":"own"},"credsStore":"store","auths":{"ghcr.io":{"username":"entry","password":"p"}}}""",
        "own")]
    [InlineData("""{"credHelpers":{"gcr.io":"own"},"credsStore":"store","auths":{"ghcr.io":{"username":"entry","password":"p"}}}""",
        "store")]
    [InlineData("""{"credHelpers":{"gcr.io":"own"},"credsStore":"empty","auths":{"ghcr.io":{"username":"entry","password":"p"}}}""",
        "entry")]
    [InlineData("""{"credHelpers":{"ghcr.io":"missing"},"credsStore":"store"}""", "store")]
    public async Task The_helper_of_the_host_comes_before_the_general_helper_and_the_entries(string file, string user)
    {
        Helper("own", """echo '{"Username":"own","Secret":"p"}'""");
        Helper("store", """echo '{"Username":"store","Secret":"p"}'""");
        Helper("empty", "echo credentials not found in native keychain; exit 1");
        Assert.Equal($"{user}:p", (await FindAsync(file)).Shown());
    }

    [Theory]
    [InlineData("echo credentials not found in native keychain; exit 1", "has none")]
    [InlineData("""echo '{"ServerURL":"x","Username":"","Secret":""}'""", "has none")]
    [InlineData("echo the keychain is locked. ; exit 2", $"failed with code 2 {Hint}")]
    [InlineData("echo 'dial https://me:s3cret@corp.example/?t=s3cret' >&2; exit 1", $"failed with code 1 {Hint}")]
    [InlineData("""echo '{"Secret":"s3cret"'; exit 1""", $"failed with code 1 {Hint}")]
    [InlineData("echo s3cret", $"answers with something other than credentials {Hint}")]
    [InlineData("echo '[]'", $"answers with something other than credentials {Hint}")]
    [InlineData("exit 0", $"answers with something other than credentials {Hint}")]
    [InlineData("""echo '{"Username":"s3cret","Secret":"\ud800"}'""", $"answers with something other than credentials {Hint}")]
    [InlineData("echo password s3cret; exit 3", $"failed with code 3 {Hint}")]
    [InlineData("printf 's3cret \\033[31m\\n' >&2; exit 3", $"failed with code 3 {Hint}")]
    public async Task A_failing_helper_is_reported_without_secrets_and_the_search_continues(string script, string told)
    {
        Helper("bad", script);
        var findings = await FindAsync("""{"credsStore":"bad"}""");
        Assert.Null(findings.Credential);
        Assert.Contains($"the credential helper 'docker-credential-bad' {told}", findings.Seen);
        Assert.DoesNotContain("s3cret", string.Join(' ', findings.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_with_endless_output_is_killed_and_reported()
    {
        Helper("endless", "yes s3cret");
        Assert.Contains("the credential helper 'docker-credential-endless' writes more than 65536 bytes " +
            $"{Hint.Replace("bad", "endless", StringComparison.Ordinal)}",
            (await FindAsync("""{"credsStore":"endless"}""")).Seen);
    }

    [Fact]
    public async Task The_answer_of_a_helper_with_200_MB_of_error_output_is_used()
    {
        Helper("loud", $"head -c 200000000 /dev/zero >&2; {Answer}");
        Assert.NotNull((await FindAsync("""{"credsStore":"loud"}""")).Credential);
    }

    [Fact]
    public async Task A_helper_is_searched_only_on_PATH()
    {
        File.Move(Helper("here", Answer), _home["docker-credential-here"]);
        var findings = await FindAsync("""{"credsStore":"here"}""");
        Assert.Contains("the credential helper 'docker-credential-here' is not installed", findings.Seen);
    }

    [Fact]
    public async Task A_helper_that_cannot_be_started_is_reported()
    {
        File.SetUnixFileMode(Helper("text", Answer), UnixFileMode.UserRead);
        Assert.Contains(
            (await FindAsync("""{"credsStore":"text"}""")).Seen,
            s => s.StartsWith("the credential helper 'docker-credential-text' can't be started (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../bin/sh")]
    [InlineData("a b")]
    [InlineData("good;x")]
    [InlineData("good\\n")]
    [InlineData("\\u0000")]
    public async Task A_helper_name_with_path_characters_is_refused(string name)
    {
        Helper("good", Answer);
        var findings = await FindAsync($$"""{"credsStore":"{{name}}"}""");
        Assert.Null(findings.Credential);
        Assert.Contains(findings.Seen, s => s.StartsWith("a credential helper is named '", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hanging_helper_is_killed_after_a_timeout()
    {
        var time = new ManualTime();
        Helper("slow", $"touch {_home["started"]}; sleep 1000");
        Directory.CreateDirectory(_home[".docker"]);
        File.WriteAllText(_home[".docker/config.json"], """{"credsStore":"slow"}""");
        var finding = CredentialLookup.FindAsync(Settings() with { Transfer = new TransferOptions { Time = time } });
        while (!File.Exists(_home["started"]))
            await Task.Delay(1, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(finding.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("the credential helper 'docker-credential-slow' did not answer within 30 s", (await finding).Seen);
    }

    private Task<RustImage.Registry.Credentials.CredentialFindings> FindAsync(string file, string registry = "ghcr.io")
    {
        Directory.CreateDirectory(_home[".docker"]);
        File.WriteAllText(_home[".docker/config.json"], file);
        return CredentialLookup.FindAsync(Settings(), registry);
    }

    private RegistrySettings Settings() => TestConnections.Settings(_home, ("PATH", $".:{_home["bin"]}"));

    private string Helper(string name, string script) => Script.Write(_home[$"bin/docker-credential-{name}"], script);
}
