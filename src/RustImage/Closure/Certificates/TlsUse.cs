namespace RustImage.Closure.Certificates;

/// <summary>Whether an application opens TLS connections that trust the system's certificate authorities.</summary>
public static class TlsUse
{
    /// <summary>Crates that read the system's certificates, or bring a library that does; webpki-roots brings its own.</summary>
    private static readonly HashSet<string> Crates = new(StringComparer.Ordinal)
    {
        "boring", "boring-sys", "curl", "curl-sys", "native-tls", "openssl", "openssl-probe", "openssl-sys", "rustls-native-certs", "rustls-platform-verifier", "s2n-tls", "s2n-tls-sys",
    };

    /// <summary>What their file names begin with.</summary>
    private static readonly string[] Libraries = ["libssl.so", "libgnutls.so", "libcurl.so", "libcurl-gnutls.so", "libmbedtls.so", "libwolfssl.so"];

    /// <returns>Why, for messages: "libssl.so.3", "the crate native-tls"; null where nothing shows it.</returns>
    public static string? Find(IEnumerable<string> crates, ImageClosure closure) =>
        closure.Files.Concat(closure.BaseFiles).Select(f => ImagePath.NameOf(f.Path)).FirstOrDefault(n => Array.Exists(Libraries, l => n.StartsWith(l, StringComparison.Ordinal)))
        ?? (crates.FirstOrDefault(Crates.Contains) is { } crate ? $"the crate {crate}" : null);
}
