using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Certificates;

/// <summary>The certificate authorities of an image: one file, and the links under which TLS libraries look for it.</summary>
internal static class CertificateBundle
{
    /// <summary>Debian's path of the bundle, which most programs know.</summary>
    public const string BundlePath = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>Debian's package of certificate authorities.</summary>
    public const string PackageName = "ca-certificates";

    /// <summary>The package's directory of single certificates.</summary>
    internal const string Directory = "/usr/share/ca-certificates/";

    /// <summary>The file and the directory that OpenSSL opens by default (OPENSSLDIR in Debian's build).</summary>
    private static readonly (string Path, string Target)[] OpenSslNames =
        [("/usr/lib/ssl/cert.pem", BundlePath), ("/usr/lib/ssl/certs", "/etc/ssl/certs")];

    /// <returns>Whether an image has the bundle.</returns>
    /// <param name="added">The paths that are added to the base.</param>
    public static bool AreIn(IEnumerable<string> added, IBaseFiles? @base)
    {
        var root = new BaseFileSystem(@base);
        return root.Has(BundlePath) || added.Contains(root.Place(BundlePath), StringComparer.Ordinal);
    }

    /// <param name="hostPath">The path of the bundle on this machine.</param>
    internal static ImageClosure AddTo(ImageClosure closure, BaseFileSystem root, string hostPath, Package? package, string reason)
    {
        var bundle = new ClosureFile(BundlePath, hostPath, null, [reason], package) { Mode = 0b110_100_100, IsData = true };
        var taken = closure.Links.Select(l => l.Path).ToHashSet(StringComparer.Ordinal);
        var links = OpenSslNames.Where(n => !taken.Contains(n.Path) && !root.Has(n.Path))
            .Select(n => new ClosureLink(n.Path, n.Target, BundlePath, "where OpenSSL looks for certificates"));
        return closure with
        {
            Files = [.. closure.Files.Where(f => f.Path != BundlePath).Append(bundle).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Links = [.. closure.Links.Concat(links).OrderBy(l => l.Path, StringComparer.Ordinal)],
        };
    }

    /// <returns>The certificates one after another, each with a newline at its end, as update-ca-certificates(8) writes them.</returns>
    public static byte[] Bundle(IEnumerable<byte[]> certificates)
    {
        var bundle = new MemoryStream();
        foreach (var certificate in certificates)
        {
            bundle.Write(certificate);
            if (certificate is [.., not (byte)'\n'])
                bundle.WriteByte((byte)'\n');
        }
        return bundle.ToArray();
    }

    /// <summary>Reads a company's own authorities, in PEM or DER form.</summary>
    /// <returns>The certificates in PEM form.</returns>
    /// <exception cref="RustImageException">RIMG7065: the file can't be read, or has no certificate.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            // Editors on Windows may write a byte order mark.
            var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
            var found = new X509Certificate2Collection();
            if (text.Contains("-----BEGIN", StringComparison.Ordinal))
                found.ImportFromPem(text);
            else
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
            return found.Count > 0
                ? Encoding.ASCII.GetBytes(string.Concat(found.Select(c => c.ExportCertificatePem() + "\n")))
                : throw new CryptographicException("it holds no certificate");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Messages.BadCertificate(path, e.Message).ToException(e);
        }
    }
}
