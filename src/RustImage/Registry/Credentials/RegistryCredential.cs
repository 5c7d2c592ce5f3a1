using System.Net.Http.Headers;
using System.Text;

namespace RustImage.Registry.Credentials;

/// <summary>The credentials for a registry. Not a record, since records print their values.</summary>
/// <param name="place">Where the credentials were found, for messages.</param>
internal abstract class RegistryCredential(string place, string secret)
{
    /// <summary>The user name that marks an identity token in credential helpers, config files and the .NET SDK.</summary>
    private const string TokenUser = "<token>";

    public string Place { get; } = place;

    protected string Secret { get; } = secret;

    public static RegistryCredential Of(string user, string secret, string place) =>
        user == TokenUser ? new IdentityToken(secret, place) : new PasswordCredential(user, secret, place);

    /// <summary>Removes the secret from what a server says, since it may repeat what it was sent.</summary>
    public virtual string Hide(string text) => Without(text, Secret);

    /// <remarks>The start of the secret is enough to find it, since the text may be cut off within it.</remarks>
    public static string Without(string text, string secret)
    {
        if (secret.Length < 4)
            return text;
        var head = secret[..Math.Min(secret.Length, 16)];
        for (var at = 0; (at = text.IndexOf(head, at, StringComparison.Ordinal)) >= 0; at += 3)
            text = $"{text[..at]}***{text[(at + text.AsSpan(at).CommonPrefixLength(secret))..]}";
        return text;
    }
}

/// <summary>A user name and a password.</summary>
internal sealed class PasswordCredential(string user, string password, string place) : RegistryCredential(place, password)
{
    private readonly string _pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>The value of the Authorization header (RFC 7617, section 2).</summary>
    public AuthenticationHeaderValue Basic => new("Basic", _pair);

    public override string Hide(string text) => Without(base.Hide(text), _pair);
}

/// <summary>
/// A refresh token. The token server exchanges it for other tokens (distribution's token specification, "OAuth2 Token Authentication").
/// </summary>
internal sealed class IdentityToken(string token, string place) : RegistryCredential(place, token)
{
    public string Token => Secret;
}

/// <summary>A token that the registry accepts directly.</summary>
internal sealed class RegistryToken(string token, string place) : RegistryCredential(place, token)
{
    public string Token => Secret;
}
