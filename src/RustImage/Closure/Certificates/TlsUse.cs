namespace RustImage.Closure.Certificates;

/// <summary>Detects whether an application makes TLS connections with the system's certificate authorities.</summary>
internal static class TlsUse
{
    /// <summary>Crates that read the system's authorities, or link a library that does. (webpki-roots has its own.)</summary>
    private static readonly HashSet<string> Crates = new(StringComparer.Ordinal)
    {
        "boring", "boring-sys", "curl", "curl-sys", "native-tls", "openssl", "openssl-probe", "openssl-sys", "rustls-native-certs",
        "rustls-platform-verifier", "s2n-tls", "s2n-tls-sys",
    };

    /// <summary>The beginnings of file names of TLS libraries.</summary>
    private static readonly string[] Libraries =
        ["libssl.so", "libgnutls.so", "libcurl.so", "libcurl-gnutls.so", "libmbedtls.so", "libwolfssl.so"];

    /// <returns>The library or crate that shows it, for messages: "libssl.so.3", "the crate native-tls"; null where none does.</returns>
    public static string? Find(IEnumerable<string> crates, ImageClosure closure) =>
        closure.Files.Concat(closure.BaseFiles).Select(f => ImagePath.NameOf(f.Path))
            .FirstOrDefault(n => Array.Exists(Libraries, l => n.StartsWith(l, StringComparison.Ordinal)))
        ?? (crates.FirstOrDefault(Crates.Contains) is { } crate ? $"the crate {crate}" : null);
}
