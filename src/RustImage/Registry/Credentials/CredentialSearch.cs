namespace RustImage.Registry.Credentials;

/// <summary>What a search came to.</summary>
/// <param name="Seen">What the sources held that were looked at, in order.</param>
internal sealed record CredentialFindings(RegistryCredential? Credential, IReadOnlyList<string> Seen);

/// <summary>Asks the sources in turn; the first that has credentials decides. Each repository is looked up once.</summary>
internal sealed class CredentialSearch(RegistryName registry, RegistryUse use, IReadOnlyList<ICredentialSource> sources) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, CredentialFindings> _known = [];

    /// <summary>What was meant for this build first, then what the user has logged in to, then what the build server gives to every job.</summary>
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
