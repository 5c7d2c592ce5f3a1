namespace RustImage.Registry.Credentials;

/// <summary>
/// Finds the key under which a file has the credentials of a host: <c>host</c>, <c>host/</c>, <c>https://host</c> or
/// <c>https://host/v1/</c> (Docker), or <c>host/namespace/repository</c> (Podman). The longest one that matches counts.
/// </summary>
internal static class AuthKeys
{
    /// <returns>The key for this repository; null where none matches.</returns>
    public static string? Best(IEnumerable<string> keys, RegistryName registry, string repository)
    {
        var fitting =
            from key in keys
            let parts = Parts(key)
            where registry.Is(parts.Host) && (parts.Path.Length == 0 || repository == parts.Path
                || repository.StartsWith(parts.Path + "/", StringComparison.Ordinal))
            // Of several spellings of one host, the plainest counts, as in Docker.
            orderby parts.Path.Length descending, key.Length
            select key;
        return fitting.FirstOrDefault();
    }

    private static (string Host, string Path) Parts(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return (rest, "");
        var path = rest[(slash + 1)..].TrimEnd('/');
        // Only Podman's keys have a path with a meaning, and those have no scheme.
        return (rest[..slash], scheme >= 0 || path is "v1" or "v2" ? "" : path);
    }
}
