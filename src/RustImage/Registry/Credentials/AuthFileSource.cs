using RustImage.Http;

namespace RustImage.Registry.Credentials;

/// <summary>
/// The credentials in a file of Docker or Podman. Credential helpers that the file names come first: that of the host, then that for
/// all hosts.
/// </summary>
/// <param name="name">The path for messages, or the variable that has the text.</param>
/// <param name="read">Returns null where the file is missing.</param>
internal sealed class AuthFileSource(string name, Func<byte[]?> read, CredentialHelpers helpers) : ICredentialSource
{
    public static AuthFileSource Of(string path, CredentialHelpers helpers) => new($"'{path}'", () => Read(path), helpers);

    public async Task<RegistryCredential?> FindAsync(CredentialRequest request, ICollection<string> seen, CancellationToken cancellation)
    {
        if (Open(seen) is not { } file)
            return null;
        var own = AuthKeys.Best(file.HelperKeys, request.Registry, request.Repository) is { } helperKey ? file.HelperOf(helperKey) : null;
        foreach (var helper in new[] { own, file.Store }.OfType<string>().Distinct())
            if (await helpers.GetAsync(helper, request.Registry, seen, cancellation).ConfigureAwait(false) is { } credential)
                return credential;
        if (AuthKeys.Best(file.Keys, request.Registry, request.Repository) is not { } key)
        {
            seen.Add($"{name} has {Entries(file.Keys)} none for '{request.Registry.Host}'");
            return null;
        }
        if (file.CredentialOf(key, name) is { } entry)
            return entry;
        seen.Add($"{name} has an entry for '{Redacted.Of(key)}' without a password or token");
        return null;
    }

    private AuthFile? Open(ICollection<string> seen)
    {
        try
        {
            if (read() is { } text)
                return AuthFile.Parse(text);
            seen.Add($"{name} does not exist");
        }
        catch (ForeignJsonException e)
        {
            // The exception's message is not used, since it may quote the text.
            seen.Add($"{name} is not a JSON file of credentials{(e.Line > 0 ? $" (line {e.Line})" : "")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            seen.Add($"{name} can't be read ({e.Message.TrimEnd('.')})");
        }
        return null;
    }

    private static byte[]? Read(string path) => File.Exists(path) ? ForeignJson.ReadFile(path) : null;

    private static string Entries(IReadOnlyCollection<string> keys)
    {
        if (keys.Count == 0)
            return "no entries,";
        var few = string.Join(", ", keys.Take(5).Select(k => $"'{Redacted.Of(k)}'"));
        return $"entries for {few}{(keys.Count > 5 ? $" and {keys.Count - 5} more" : "")},";
    }
}
