using RustImage.Registry.Credentials;

namespace RustImage.Registry.Connection;

/// <summary>Makes the error for denied access: what was denied, and which credentials were found.</summary>
internal sealed class DenialMessage(RegistryName registry, RegistryUse use)
{
    /// <param name="words">What the registry or its token server says, without secrets.</param>
    public RegistryDeniedException Of(RegistryScope scope, string words, CredentialFindings findings)
    {
        var wish = (scope.Push, scope.MountFrom) switch
        {
            (true, { } from) => $"a push to '{scope.Repository}' with layers of '{from}'",
            (true, null) => $"a push to '{scope.Repository}'",
            _ => $"a pull from '{scope.Repository}'",
        };
        var variables = use == RegistryUse.Push ? DotNetVariables.Push : DotNetVariables.Pull;
        return new RegistryDeniedException(findings.Credential is { } credential
            ? Messages.DeniedCredentials(registry.Name, wish, words, credential.Place, findings.Seen, variables)
            : Messages.DeniedWithoutCredentials(registry.Name, wish, words, findings.Seen, variables));
    }
}
