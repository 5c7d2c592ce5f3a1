using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

public sealed class PushCheckTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly TestTokenServer _tokens = new("me", "secret") { IsAnonymous = true };
    private readonly TestRegistry _registry;

    public PushCheckTests()
    {
        _registry = new(new TestRegistryOptions { Tokens = _tokens });
        new TestImage([new TestLayer().File("a", "b")]).AddTo(_registry["me/app"], "1");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _tokens.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_repository_that_anybody_may_read_refuses_a_push_without_credentials(string tag)
    {
        var error = await Assert.ThrowsAsync<RustImageException>(() => CheckAsync(tag));
        Assert.StartsWith("RIMG61", error.Code, StringComparison.Ordinal);
        Assert.Contains("a push to 'me/app'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_tried_with_the_access_of_a_push()
    {
        await CheckAsync("1", "secret");
        Assert.Equal(["repository:me/app:pull,push"], Assert.Single(_tokens.Requests).Scopes);
        Assert.DoesNotContain(_registry.Requests, r => r.Method == "POST" && r.Path.StartsWith("/v2/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_credentials_are_refused() =>
        Assert.StartsWith(
            "RIMG61", (await Assert.ThrowsAsync<RustImageException>(() => CheckAsync("1", "wrong"))).Code, StringComparison.Ordinal);

    [Fact]
    public async Task Credentials_that_may_only_read_are_found_where_the_tag_is_new()
    {
        _tokens.Grants = (_, action) => action == "pull";
        await Assert.ThrowsAsync<RustImageException>(() => CheckAsync("2", "secret"));
        Assert.Empty(_registry["me/app"].Uploads);
    }

    private async Task CheckAsync(string tag, string? password = null)
    {
        (string, string?)[] environment = password is null ? []
            : [("DOTNET_CONTAINER_REGISTRY_UNAME", "me"), ("DOTNET_CONTAINER_REGISTRY_PWORD", password)];
        using var client = new RegistryClient(_registry.Host, TestConnections.Settings(_home, environment));
        await client.CheckPushAsync("me/app", tag, TestContext.Current.CancellationToken);
    }
}
