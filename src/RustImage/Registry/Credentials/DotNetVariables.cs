namespace RustImage.Registry.Credentials;

/// <summary>
/// The credentials in the .NET SDK's environment variables; those with old names come last. They name no host, and are meant for the
/// registry of this build.
/// </summary>
internal sealed class DotNetVariables(Func<string, string?> environment) : ICredentialSource
{
    public const string Push = "DOTNET_CONTAINER_PUSH_REGISTRY";
    public const string Pull = "DOTNET_CONTAINER_PULL_REGISTRY";

    public Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation)
    {
        string[] prefixes = [request.Use == RegistryUse.Push ? Push : Pull, "DOTNET_CONTAINER_REGISTRY", "SDK_CONTAINER_REGISTRY"];
        foreach (var prefix in prefixes)
        {
            var (user, password) = (environment($"{prefix}_UNAME"), environment($"{prefix}_PWORD"));
            if (!string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password))
                return Task.FromResult<RegistryCredential?>(RegistryCredential.Of(user, password, $"{prefix}_UNAME and {prefix}_PWORD"));
            if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password))
            {
                var (set, unset) = string.IsNullOrEmpty(user) ? ("PWORD", "UNAME") : ("UNAME", "PWORD");
                seen.Add($"{prefix}_{set} is set, and {prefix}_{unset} is not");
            }
            else if (!prefix.StartsWith("SDK", StringComparison.Ordinal))
                seen.Add($"{prefix}_UNAME is not set");
        }
        return Task.FromResult<RegistryCredential?>(null);
    }
}
