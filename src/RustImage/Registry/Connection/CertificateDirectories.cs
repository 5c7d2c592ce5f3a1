using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>
/// The certificates of Docker and Podman: <c>certs.d/HOST[:PORT]</c> has authorities for that host, <c>*.crt</c>, and client certificates,
/// <c>NAME.cert</c> with <c>NAME.key</c> (Docker's "Verify repository client with certificates", containers-certs.d(5)).
/// </summary>
internal sealed class CertificateDirectories(string homeDirectory)
{
    private readonly string[] _roots = OperatingSystem.IsWindows()
        ?
        [
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "docker", "certs.d"),
            Path.Combine(homeDirectory, ".docker", "certs.d"),
        ]
        :
        [
            "/etc/docker/certs.d",
            "/etc/containers/certs.d",
            Path.Combine(homeDirectory, ".config", "containers", "certs.d"),
            Path.Combine(homeDirectory, ".docker", "certs.d"),
        ];

    /// <summary>The path that a message proposes for the certificate of an authority.</summary>
    public string Proposed(RegistryName registry) => Path.Combine(_roots[0], Folder(registry.Host), "ca.crt");

    public X509Certificate2Collection Authorities(IEnumerable<string> hosts)
    {
        var all = new X509Certificate2Collection();
        foreach (var file in Files(hosts, "*.crt"))
            all.AddRange(CertificateFile.Read(file, Messages.BadDirectoryCertificate));
        return all;
    }

    public X509Certificate2Collection ClientCertificates(IEnumerable<string> hosts) =>
        [.. Files(hosts, "*.cert").Select(Pair)];

    private static X509Certificate2 Pair(string certificate)
    {
        var key = Path.ChangeExtension(certificate, ".key");
        try
        {
            var pair = X509Certificate2.CreateFromPemFile(certificate, key);
            if (!OperatingSystem.IsWindows())
                return pair;
            // Windows uses a private key for TLS only after it was imported.
            using (pair)
                return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pfx), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            var path = e is CryptographicException ? certificate : $"{certificate}' with '{key}";
            throw Messages.BadDirectoryCertificate(path, CertificateFile.Reason(e)).ToException(e);
        }
    }

    private IEnumerable<string> Files(IEnumerable<string> hosts, string pattern) =>
        from directory in hosts.Distinct().SelectMany(h => _roots.Select(r => Path.Combine(r, Folder(h))))
        where Directory.Exists(directory)
        from file in Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal)
        select file;

    /// <summary>Docker on Windows leaves out the colon, which file names can't have.</summary>
    private static string Folder(string host) =>
        OperatingSystem.IsWindows() ? host.Replace(":", "", StringComparison.Ordinal) : host;
}
