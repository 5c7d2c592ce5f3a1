using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>
/// Docker's and podman's convention: <c>certs.d/HOST[:PORT]</c> holds authorities to trust for that host, <c>*.crt</c>, and what to show to it,
/// <c>NAME.cert</c> with <c>NAME.key</c> (docker's "Verify repository client with certificates", containers-certs.d(5)).
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

    /// <summary>Where a user would put an authority for a host.</summary>
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
            // Windows' TLS wants a key that its own store has seen.
            using (pair)
                return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pfx), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Messages.BadDirectoryCertificate(e is CryptographicException ? certificate : $"{certificate}' with '{key}", CertificateFile.Reason(e)).ToException(e);
        }
    }

    private IEnumerable<string> Files(IEnumerable<string> hosts, string pattern) =>
        from directory in hosts.Distinct().SelectMany(h => _roots.Select(r => Path.Combine(r, Folder(h))))
        where Directory.Exists(directory)
        from file in Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal)
        select file;

    /// <summary>Windows has no colon in names; docker leaves it out.</summary>
    private static string Folder(string host) => OperatingSystem.IsWindows() ? host.Replace(":", "", StringComparison.Ordinal) : host;
}
