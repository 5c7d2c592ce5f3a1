namespace RustImage.Registry.Credentials;

/// <summary>The result of a search for credentials.</summary>
/// <param name="Seen">What was found in each source that was searched, in their order, for the message.</param>
internal sealed record CredentialFindings(RegistryCredential? Credential, IReadOnlyList<string> Seen);

/// <summary>Searches the sources in their order until one has credentials. Searches only once for each repository.</summary>
internal sealed class CredentialSearch(RegistryName registry, RegistryUse use, IReadOnlyList<ICredentialSource> sources) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, CredentialFindings> _known = [];

    /// <summary>
    /// Orders the sources: variables for this build, then the registries that the user is logged in to, then the tokens that a build
    /// server gives to every job.
    /// </summary>
    public static CredentialSearch Create(RegistryName registry, RegistrySettings settings) => new(registry, settings.Use,
    [
        new DotNetVariables(settings.Environment),
        .. AuthFileLocations.Of(settings),
        new GitHubActions(settings.Environment),
        new GitLabJob(settings.Environment),
        new AzurePipelines(settings.Environment),
    ]);

    public async Task<CredentialFindings> FindAsync(string repository, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_known.TryGetValue(repository, out var findings))
                _known[repository] = findings = await SearchAsync(repository, cancellation).ConfigureAwait(false);
            return findings;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<CredentialFindings> SearchAsync(string repository, CancellationToken cancellation)
    {
        var request = new CredentialRequest(registry, repository, use);
        var seen = new List<string>();
        foreach (var source in sources)
            if (await source.FindAsync(request, seen, cancellation).ConfigureAwait(false) is { } credential)
                return new CredentialFindings(credential, seen);
        return new CredentialFindings(null, seen);
    }
}
