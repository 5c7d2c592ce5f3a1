using System.Net.Http.Headers;
using System.Text;

namespace RustImage.Registry.Credentials;

/// <summary>What a registry or its token server is shown. No record: those print what they hold.</summary>
/// <param name="place">Where it was found, for messages.</param>
internal abstract class RegistryCredential(string place, string secret)
{
    /// <summary>The user name by which credential helpers, the .NET SDK and config files mark an identity token.</summary>
    private const string TokenUser = "<token>";

    public string Place { get; } = place;

    protected string Secret { get; } = secret;

    public static RegistryCredential Of(string user, string secret, string place) =>
        user == TokenUser ? new IdentityToken(secret, place) : new PasswordCredential(user, secret, place);

    /// <summary>For a server's words, which may repeat what they were sent.</summary>
    public virtual string Hide(string text) => Without(text, Secret);

    /// <remarks>Its beginning is enough: the text may have been cut off within it.</remarks>
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

internal sealed class PasswordCredential(string user, string password, string place) : RegistryCredential(place, password)
{
    private readonly string _pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>RFC 7617, section 2.</summary>
    public AuthenticationHeaderValue Basic => new("Basic", _pair);

    public override string Hide(string text) => Without(base.Hide(text), _pair);
}

/// <summary>A refresh token, for which the token server gives others (distribution's token specification, "OAuth2 Token Authentication").</summary>
internal sealed class IdentityToken(string token, string place) : RegistryCredential(place, token)
{
    public string Token => Secret;
}

/// <summary>A token that the registry takes as it is.</summary>
internal sealed class RegistryToken(string token, string place) : RegistryCredential(place, token)
{
    public string Token => Secret;
}
