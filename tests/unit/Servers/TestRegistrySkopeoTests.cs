using RustImage.Outputs;
using RustImage.Testing;
using RustImage.UnitTests.Outputs;

namespace RustImage.UnitTests.Servers;

/// <summary>Checks the registry of the other tests with skopeo.</summary>
public sealed class TestRegistrySkopeoTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<TestRegistryOptions> Registries => new()
    {
        new TestRegistryOptions(),
        new TestRegistryOptions { NoReferrers = true, NoMount = true, NoSinglePost = true, NoDigestHeader = true, NoRanges = true },
        new TestRegistryOptions { RelativeLocations = true, LocationWithState = true, RequireAccept = true },
        new TestRegistryOptions { Basic = ("user", "word") },
    };

    [Theory]
    [MemberData(nameof(Registries), DisableDiscoveryEnumeration = true)]
    public async Task Skopeo_pushes_an_image_and_pulls_it_again(TestRegistryOptions options)
    {
        using var registry = new TestRegistry(options);
        await CheckAsync(registry);
    }

    [Fact]
    public async Task Skopeo_gets_tokens_from_the_token_server()
    {
        using var tokens = new TestTokenServer("user", "word") { TokenField = "access_token" }.OnOwnServer();
        using var registry = new TestRegistry(new() { Tokens = tokens });
        await CheckAsync(registry);
        Assert.Contains(tokens.Requests, r => r.Scopes.Contains("repository:team/app:pull,push"));
    }

    private async Task CheckAsync(TestRegistry registry)
    {
        var image = await SampleImage.CreateAsync(_directory, ["1.0"]);
        await new ArchiveOutput(_directory["image.tar"]).WriteAsync(image);
        await RunAsync("copy", "--dest-tls-verify=false", "--dest-creds=user:word", "oci-archive:image.tar",
            $"docker://{registry.Host}/team/app:1.0");
        Assert.Equal(image.Digest, registry["team/app"].Resolve("1.0"));
        await RunAsync("copy", "--src-tls-verify=false", "--src-creds=user:word", $"docker://{registry.Host}/team/app:1.0",
            "oci:pulled:1.0");
        Assert.Equal(image.Layers.Count + 2, Directory.GetFiles(_directory["pulled/blobs/sha256"]).Length);
    }

    private async Task RunAsync(params string[] arguments)
    {
        var answer =
            await ProcessRunner.CaptureAsync(
                new Command(Require.Tool("skopeo", "skopeo"), ["--insecure-policy", .. arguments], _directory.Path));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
    }
}
