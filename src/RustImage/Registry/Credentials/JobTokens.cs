namespace RustImage.Registry.Credentials;

/// <summary>The token that a build server gives to each job. It is only used for that server's own registry.</summary>
internal abstract class JobToken : ICredentialSource
{
    public Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation) =>
        Task.FromResult(Find(request, seen));

    protected abstract RegistryCredential? Find(CredentialRequest request, ICollection<string> seen);

    /// <param name="name">The variable that has the password or token.</param>
    /// <param name="host">The only host that the token may be sent to.</param>
    protected static RegistryCredential? For(
        CredentialRequest request, ICollection<string> seen, string name, string? host, string? user, string? password)
    {
        var isHost = !string.IsNullOrEmpty(host) && request.Registry.Is(host);
        if (isHost && !string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password))
            return RegistryCredential.Of(user, password, name);
        seen.Add(string.IsNullOrEmpty(password) ? $"{name} is not set"
            : string.IsNullOrEmpty(host) ? $"{name} is set, but the variable with its host is not"
            : isHost ? $"{name} is set, but the variable with its user is not"
            : $"{name} is set, but for {host} only");
        return null;
    }

    /// <returns>Null where the text is not a web address.</returns>
    protected static Uri? Server(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}

/// <summary>The token of GitHub Actions, which a workflow passes on with <c>env: GITHUB_TOKEN: ${{ github.token }}</c>.</summary>
internal sealed class GitHubActions(Func<string, string?> environment) : JobToken
{
    protected override RegistryCredential? Find(CredentialRequest request, ICollection<string> seen)
    {
        if (environment("GITHUB_ACTIONS") != "true")
            return null;
        var server = Server(environment("GITHUB_SERVER_URL"));
        var host = server is null ? null : server.Authority == "github.com" ? "ghcr.io" : $"containers.{server.Authority}";
        // GitHub checks only the token, but the name must not be empty.
        var user = environment("GITHUB_ACTOR") is { Length: > 0 } actor ? actor : "x-access-token";
        return For(request, seen, "GITHUB_TOKEN", host, user, environment("GITHUB_TOKEN"));
    }
}

/// <summary>The tokens of GitLab CI (https://docs.gitlab.com/ci/variables/predefined_variables/).</summary>
internal sealed class GitLabJob(Func<string, string?> environment) : JobToken
{
    protected override RegistryCredential? Find(CredentialRequest request, ICollection<string> seen)
    {
        if (environment("GITLAB_CI") != "true")
            return null;
        var host = environment("CI_REGISTRY");
        return For(request, seen, "CI_REGISTRY_PASSWORD", host, environment("CI_REGISTRY_USER"), environment("CI_REGISTRY_PASSWORD"))
            ?? For(request, seen, "CI_JOB_TOKEN", host, "gitlab-ci-token", environment("CI_JOB_TOKEN"))
            ?? (request.Use == RegistryUse.Push ? null : For(
                request, seen, "CI_DEPENDENCY_PROXY_PASSWORD", environment("CI_DEPENDENCY_PROXY_SERVER"),
                environment("CI_DEPENDENCY_PROXY_USER"), environment("CI_DEPENDENCY_PROXY_PASSWORD")));
    }
}

/// <summary>The token of Azure Pipelines.</summary>
internal sealed class AzurePipelines(Func<string, string?> environment) : JobToken
{
    protected override RegistryCredential? Find(CredentialRequest request, ICollection<string> seen) =>
        string.Equals(environment("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase)
            ? For(
                request, seen, "SYSTEM_ACCESSTOKEN", Server(environment("SYSTEM_COLLECTIONURI"))?.Authority,
                "AzureDevOps", environment("SYSTEM_ACCESSTOKEN"))
            : null;
}
