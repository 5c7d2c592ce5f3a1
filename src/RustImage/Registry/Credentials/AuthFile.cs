using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace RustImage.Registry.Credentials;

/// <summary>
/// What docker's config.json and podman's auth.json say of credentials (docker's "docker login", containers-auth.json(5)).
/// Its values are secrets: no exception and no message holds one.
/// </summary>
internal sealed class AuthFile
{
    private readonly Dictionary<string, JsonElement> _auths;
    private readonly Dictionary<string, JsonElement> _helpers;

    private AuthFile(JsonElement root)
    {
        _auths = Members(root, "auths");
        _helpers = Members(root, "credHelpers");
        Store = Text(root, "credsStore");
    }

    /// <summary>The credential helper for every host without one of its own, or null.</summary>
    public string? Store { get; }

    public IReadOnlyCollection<string> Keys => _auths.Keys;

    public IReadOnlyCollection<string> HelperKeys => _helpers.Keys;

    /// <exception cref="JsonException">It is no such file.</exception>
    public static AuthFile Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.ValueKind == JsonValueKind.Object ? new(document.RootElement.Clone()) : throw new JsonException();
    }

    /// <param name="key">One of <see cref="HelperKeys"/>.</param>
    public string? HelperOf(string key) => _helpers[key] is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <returns>Null where the entry is empty, as docker leaves one behind for what a credential helper holds, or damaged.</returns>
    public RegistryCredential? CredentialOf(string key, string place)
    {
        var entry = _auths[key];
        if (entry.ValueKind != JsonValueKind.Object)
            return null;
        if (Text(entry, "registrytoken") is { } token)
            return new RegistryToken(token, place);
        if (Text(entry, "identitytoken") is { } identity)
            return new IdentityToken(identity, place);
        var (user, password) = Pair(Text(entry, "auth")) ?? (Text(entry, "username"), Text(entry, "password"));
        return user is not null && password is not null ? RegistryCredential.Of(user, password, place) : null;
    }

    private static (string? User, string? Password)? Pair(string? auth)
    {
        if (auth is null || !Base64.IsValid(auth))
            return null;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(auth));
        // Old versions of docker pad with zeros.
        return pair.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (pair[..at], pair[(at + 1)..].Trim('\0')) : null;
    }

    private static Dictionary<string, JsonElement> Members(JsonElement parent, string name)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return members;
        if (value.ValueKind != JsonValueKind.Object)
            throw new JsonException();
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
