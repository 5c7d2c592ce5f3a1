namespace RustImage.Registry.Credentials;

/// <summary>For whom credentials are looked for.</summary>
/// <param name="Repository">As the registry knows it.</param>
internal sealed record CredentialRequest(RegistryName Registry, string Repository, RegistryUse Use);

/// <summary>A place where credentials for a registry may lie.</summary>
internal interface ICredentialSource
{
    /// <param name="seen">Told, in parts of a sentence without a secret, why there is nothing: a refusal shows them all.</param>
    /// <returns>Null where there is nothing for exactly this host. What is broken counts as nothing.</returns>
    Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation);
}
