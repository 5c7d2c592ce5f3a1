using System.Net.Http.Headers;
using RustImage.Http;
using RustImage.Registry.Credentials;

namespace RustImage.Registry.Connection;

/// <summary>The Authorization header of a request.</summary>
/// <param name="token">The token in the header; null where it did not come from a token server.</param>
/// <param name="isNew">Whether the header was just made, so that making it again would not help.</param>
internal sealed class Authorization(AuthenticationHeaderValue header, BearerToken? token, bool isNew)
{
    public AuthenticationHeaderValue Header { get; } = header;

    public BearerToken? Token { get; } = token;

    public bool IsNew { get; } = isNew;
}

/// <summary>
/// Answers a registry's challenges with credentials. After the first challenge, every request gets an Authorization header.
/// </summary>
internal sealed class Authorizer(RegistryName registry, CredentialSearch search, TokenServer server, DenialMessage denial) : IDisposable
{
    private readonly TokenCache _tokens = new();
    private volatile Challenge? _challenge;
    private volatile bool _lacksCredentials;

    /// <inheritdoc cref="IRegistryConnection.LacksCredentials"/>
    public bool LacksCredentials => _lacksCredentials;

    /// <returns>Null before the first challenge, or without credentials.</returns>
    /// <exception cref="RegistryDeniedException">The token server refuses the credentials.</exception>
    public async Task<Authorization?> PrepareAsync(RegistryScope scope, StallWatch watch, CancellationToken cancellation)
    {
        if (_challenge is not { } challenge)
            return null;
        var authorization = await AuthorizeAsync(challenge, scope, null, null, watch, cancellation).ConfigureAwait(false);
        // Not new: the challenge of this request may ask for more than the token allows.
        return authorization is null ? null : new Authorization(authorization.Header, authorization.Token, isNew: false);
    }

    /// <param name="refused">The header that the request was sent with.</param>
    /// <returns>Null where no other header can be made.</returns>
    /// <exception cref="RegistryDeniedException">The token server refuses the credentials.</exception>
    /// <exception cref="RustImageException">RIMG6110: the registry asks for an unknown kind of credentials.</exception>
    public async Task<Authorization?> AnswerChallengeAsync(
        RegistryScope scope, HttpResponseMessage answer, Authorization? refused, StallWatch watch, CancellationToken cancellation)
    {
        if (refused is { IsNew: true })
            return null;
        var challenges = Challenge.Of(answer.Headers);
        var challenge = challenges.FirstOrDefault(c => c.IsBearer) ?? challenges.FirstOrDefault(c => c.IsBasic);
        if (challenge is null)
            return challenges.Count == 0 ? null
                : throw Messages.UnknownChallenge(registry.Name, [.. challenges.Select(c => c.Scheme).Distinct()]).ToException();
        _challenge = challenge;
        var next = await AuthorizeAsync(challenge, scope, refused?.Token, TokenScopes.Named(challenge), watch, cancellation)
            .ConfigureAwait(false);
        return Equals(next?.Header, refused?.Header) ? null : next;
    }

    public void Dispose() => _tokens.Dispose();

    private async Task<Authorization?> AuthorizeAsync(
        Challenge challenge, RegistryScope scope, BearerToken? refused, IReadOnlyList<string>? named,
        StallWatch watch, CancellationToken cancellation)
    {
        var findings = await search.FindAsync(scope.Repository, cancellation).ConfigureAwait(false);
        _lacksCredentials = findings.Credential is null;
        if (challenge.IsBasic)
            return findings.Credential switch
            {
                null => null,
                PasswordCredential password => new Authorization(password.Basic, null, isNew: true),
                _ => throw denial.Of(scope, "it asks for a user name and a password, but the credentials are a token", findings),
            };
        if (findings.Credential is RegistryToken own)
            return new Authorization(new AuthenticationHeaderValue("Bearer", own.Token), null, isNew: true);
        var (token, isNew) = await _tokens.GetAsync(scope, refused, named, FetchAsync, cancellation).ConfigureAwait(false);
        return new Authorization(token.Header, token, isNew);

        async Task<BearerToken> FetchAsync(IReadOnlyList<string> besides)
        {
            var scopes = TokenScopes.Of(scope, besides);
            var answer = await server.FetchAsync(challenge, scopes, findings.Credential, watch).ConfigureAwait(false);
            return answer.Token ?? throw denial.Of(scope, answer.Refusal, findings);
        }
    }
}
