namespace RustImage.Registry.Credentials;

/// <summary>The repository that credentials are searched for.</summary>
/// <param name="Repository">The repository's name in the registry.</param>
internal sealed record CredentialRequest(RegistryName Registry, string Repository, RegistryUse Use);

/// <summary>A place that may have credentials for a registry.</summary>
internal interface ICredentialSource
{
    /// <param name="seen">Gets a text for the message, without secrets, that says why the source has no credentials.</param>
    /// <returns>Null without credentials for exactly this host, and where the source is damaged.</returns>
    Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation);
}
