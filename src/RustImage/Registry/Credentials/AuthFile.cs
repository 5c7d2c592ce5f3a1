using System.Buffers.Text;
using System.Text;

namespace RustImage.Registry.Credentials;

/// <summary>
/// Docker's config.json or Podman's auth.json (Docker's "docker login", containers-auth.json(5)). Its values are secrets: no exception and
/// no message has one.
/// </summary>
internal sealed class AuthFile
{
    private readonly IReadOnlyDictionary<string, ForeignJson> _auths;
    private readonly IReadOnlyDictionary<string, ForeignJson> _helpers;

    private AuthFile(ForeignJson root)
    {
        _auths = root["auths"].Members().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        _helpers = root["credHelpers"].Members().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        Store = root.FindText("credsStore");
    }

    /// <summary>The credential helper for all hosts without one of their own, or null.</summary>
    public string? Store { get; }

    public IReadOnlyCollection<string> Keys => [.. _auths.Keys];

    public IReadOnlyCollection<string> HelperKeys => [.. _helpers.Keys];

    /// <exception cref="ForeignJsonException">The file has another form.</exception>
    public static AuthFile Parse(ReadOnlySpan<byte> text) => new(ForeignJson.Parse(text, allowComments: true));

    /// <param name="key">One of <see cref="HelperKeys"/>.</param>
    public string? HelperOf(string key) => _helpers[key].FindText();

    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <returns>Null where the entry is empty or damaged. Docker leaves an empty entry for a host whose credentials a helper has.</returns>
    public RegistryCredential? CredentialOf(string key, string place)
    {
        var entry = _auths[key];
        if (entry.FindText("registrytoken") is { } token)
            return new RegistryToken(token, place);
        if (entry.FindText("identitytoken") is { } identity)
            return new IdentityToken(identity, place);
        var (user, password) = Pair(entry.FindText("auth")) ?? (entry.FindText("username"), entry.FindText("password"));
        return user is not null && password is not null ? RegistryCredential.Of(user, password, place) : null;
    }

    private static (string? User, string? Password)? Pair(string? auth)
    {
        if (auth is null || !Base64.IsValid(auth))
            return null;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(auth));
        // Old versions of Docker pad with NULs.
        return pair.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (pair[..at], pair[(at + 1)..].Trim('\0')) : null;
    }
}
