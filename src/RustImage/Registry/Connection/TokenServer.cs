using System.Net;
using RustImage.Http;
using RustImage.Registry.Credentials;

namespace RustImage.Registry.Connection;

/// <summary>A token; or null, and what the server says.</summary>
internal sealed record TokenResponse(BearerToken? Token, string Refusal);

/// <summary>
/// Fetches tokens from the server that a registry names (distribution's token specification, "Requesting a token" and "OAuth2 Token
/// Authentication").
/// </summary>
internal sealed class TokenServer(RegistryName registry, RegistryTransport transport, InsecureHosts insecure, TimeProvider time)
{
    private const int MostBytes = 1 << 20;

    /// <param name="credential">Null for an anonymous token.</param>
    /// <exception cref="RustImageException">RIMG6108: the registry names a token server that is not safe for credentials.</exception>
    public async Task<TokenResponse> FetchAsync(
        Challenge challenge, IReadOnlyList<string> scopes, RegistryCredential? credential, StallWatch watch)
    {
        var realm = RealmOf(challenge);
        var since = time.GetTimestamp();
        var message = credential is IdentityToken identity
            ? Exchange(realm, challenge["service"], scopes, identity)
            : Request(realm, challenge["service"], scopes, credential as PasswordCredential);
        using var answer = await transport.SendAsync(message, watch).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            return new TokenResponse(null, await ReadRefusalAsync(answer, realm, credential, watch).ConfigureAwait(false));
        return new TokenResponse(await TokenOfAsync(answer, realm, since, watch).ConfigureAwait(false), "");
    }

    private Uri RealmOf(Challenge challenge)
    {
        var text = challenge["realm"] ?? "";
        var isSafe = Uri.TryCreate(text, UriKind.Absolute, out var realm) && realm.UserInfo.Length == 0 && realm.Scheme switch
        {
            "https" => true,
            "http" => RegistryName.IsLoopbackHost(realm) || (insecure.IsListed(registry) && realm.Host == registry.Address.Host),
            _ => false,
        };
        return isSafe ? realm!
            : throw Messages.UnsafeTokenServer(registry.Name, realm is null ? Redacted.Of(text) : Redacted.Of(realm)).ToException();
    }

    private static RegistryMessage Request(Uri realm, string? service, IReadOnlyList<string> scopes, PasswordCredential? credential)
    {
        var query = scopes.Select(s => ("scope", s));
        if (service is not null)
            query = query.Prepend(("service", service));
        var text = string.Join('&', query.Select(q => $"{q.Item1}={Uri.EscapeDataString(q.Item2)}"));
        var address = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{text}" : text }.Uri;
        return new RegistryMessage(HttpMethod.Get, address) { Authorization = credential?.Basic };
    }

    private static RegistryMessage Exchange(
        Uri realm, string? service, IReadOnlyList<string> scopes, IdentityToken identity) => new(HttpMethod.Post, realm)
        {
            HasSecretBody = true,
            Content = _ => new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["service"] = service ?? "",
                ["client_id"] = "RustImage.Sdk",
                ["scope"] = string.Join(' ', scopes),
                ["refresh_token"] = identity.Token,
            }),
        };

    /// <exception cref="TransferException">The server does not refuse the credentials: it has failed.</exception>
    private async Task<string> ReadRefusalAsync(HttpResponseMessage answer, Uri realm, RegistryCredential? credential, StallWatch watch)
    {
        Func<string, string>? hide = credential is null ? null : credential.Hide;
        var words = await watch.RunAsync(c => new ValueTask<string>(RegistryError.ReadAsync(answer, c, hide))).ConfigureAwait(false);
        var (code, name) = ((int)answer.StatusCode, Redacted.Of(realm));
        var text = $"its token server '{name}' answers HTTP {code}{(words.Length > 0 ? $", {words}" : "")}";
        // OAuth 2.0 answers 400 for an invalid refresh token (RFC 6749, section 5.2).
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (credential is IdentityToken && code is >= 300 and < 500 and not (408 or 425 or 429)))
            return text;
        throw new TransferException(
            code is 408 or 425 or 429 or >= 500 ? Failure.Broken : Failure.Refused,
            text, retryAfter: HttpConnections.RetryAfter(answer, time));
    }

    private async Task<BearerToken> TokenOfAsync(HttpResponseMessage answer, Uri realm, long since, StallWatch watch)
    {
        var bytes = await watch.RunAsync(async c =>
        {
            await answer.Content.LoadIntoBufferAsync(MostBytes, c).ConfigureAwait(false);
            return await answer.Content.ReadAsByteArrayAsync(c).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return ForeignJson.TryRead(bytes, json => TokenOf(json, since, time))
            ?? throw new TransferException(Failure.Refused, $"its token server '{Redacted.Of(realm)}' answers without a token");
    }

    /// <returns>Null where the answer has no token, or one that can't be a header's value.</returns>
    internal static BearerToken? TokenOf(ForeignJson json, long since, TimeProvider time)
    {
        var seconds = json["expires_in"].NumberOrZero();
        var lifetime = seconds is > 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : BearerToken.DefaultLifetime;
        return (json.FindText("token") ?? json.FindText("access_token")) is { } token && IsHeader(token)
            ? new BearerToken(token, lifetime, since, time) : null;
    }

    private static bool IsHeader(string token) => token.All(c => c is > ' ' and < '\x7f');
}
