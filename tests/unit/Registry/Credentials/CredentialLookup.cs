using RustImage.Registry;
using RustImage.Registry.Credentials;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Credentials;

/// <summary>Asks every source of credentials, as a connection does, and formats the result.</summary>
internal static class CredentialLookup
{
    public static async Task<CredentialFindings> FindAsync(
        RegistrySettings settings, string registry = "ghcr.io", string repository = "me/app")
    {
        using var search = CredentialSearch.Create(RegistryName.Parse(registry), settings);
        return await search.FindAsync(repository, TestContext.Current.CancellationToken);
    }

    public static Task<CredentialFindings> FindAsync(TemporaryDirectory home, string registry, params (string, string?)[] environment) =>
        FindAsync(TestConnections.Settings(home, environment), registry);

    /// <returns><c>user:password</c>, <c>identity TOKEN</c>, <c>registry TOKEN</c>, or null.</returns>
    public static string? Shown(this CredentialFindings findings) => findings.Credential switch
    {
        PasswordCredential password => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(password.Basic.Parameter!)),
        IdentityToken identity => $"identity {identity.Token}",
        RegistryToken token => $"registry {token.Token}",
        _ => null,
    };
}
