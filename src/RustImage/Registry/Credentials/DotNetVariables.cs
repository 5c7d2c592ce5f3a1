namespace RustImage.Registry.Credentials;

/// <summary>The environment variables of the .NET SDK's containers, the old names last. They name no host: who sets them means this build's.</summary>
internal sealed class DotNetVariables(Func<string, string?> environment) : ICredentialSource
{
    public const string Push = "DOTNET_CONTAINER_PUSH_REGISTRY";
    public const string Pull = "DOTNET_CONTAINER_PULL_REGISTRY";

    public Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation)
    {
        foreach (var prefix in new[] { request.Use == RegistryUse.Push ? Push : Pull, "DOTNET_CONTAINER_REGISTRY", "SDK_CONTAINER_REGISTRY" })
        {
            var (user, password) = (environment($"{prefix}_UNAME"), environment($"{prefix}_PWORD"));
            if (!string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password))
                return Task.FromResult<RegistryCredential?>(RegistryCredential.Of(user, password, $"{prefix}_UNAME and {prefix}_PWORD"));
            if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password))
                seen.Add(string.IsNullOrEmpty(user) ? $"{prefix}_PWORD is set, and {prefix}_UNAME is not" : $"{prefix}_UNAME is set, and {prefix}_PWORD is not");
            else if (!prefix.StartsWith("SDK", StringComparison.Ordinal))
                seen.Add($"{prefix}_UNAME is not set");
        }
        return Task.FromResult<RegistryCredential?>(null);
    }
}
