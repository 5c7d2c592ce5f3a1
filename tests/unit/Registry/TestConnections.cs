using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry;

/// <summary>Settings that see only one directory of this machine, and short methods for requests.</summary>
internal static class TestConnections
{
    public static RegistrySettings Settings(TemporaryDirectory home, params (string Name, string? Value)[] environment) => new()
    {
        WorkingDirectory = home.Path,
        HomeDirectory = home.Path,
        Environment = environment.ToDictionary(e => e.Name, e => e.Value).GetValueOrDefault,
    };

    public static RegistryRequest Get(string target, string repository = "me/app", bool push = false, string? mountFrom = null) =>
        new(HttpMethod.Get, target, new RegistryScope(repository, push, mountFrom));

    public static async Task<string> TextAsync(this IRegistryConnection connection, RegistryRequest request)
    {
        using var answer = await connection.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"HTTP {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Diagnostic> DeniedAsync(this IRegistryConnection connection, RegistryRequest request) =>
        (await Assert.ThrowsAsync<RegistryDeniedException>(() => connection.SendAsync(request,
            TestContext.Current.CancellationToken))).Diagnostic;

    public static async Task<RustImageException> FailAsync(this IRegistryConnection connection, RegistryRequest request) =>
        await Assert.ThrowsAsync<RustImageException>(() => connection.SendAsync(request, TestContext.Current.CancellationToken));
}
