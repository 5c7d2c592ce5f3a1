using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Certificates;

/// <summary>The certificate authorities of an image, as one file and under the names that TLS libraries look for.</summary>
public static class CertificateBundle
{
    /// <summary>Debian's name, and by far the most common one.</summary>
    public const string BundlePath = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>The package that has them.</summary>
    public const string PackageName = "ca-certificates";

    internal const string Directory = "/usr/share/ca-certificates/";

    /// <summary>The files and directories that OpenSSL opens where no variable tells it others (OPENSSLDIR of Debian's).</summary>
    private static readonly (string Path, string Target)[] OpenSslNames = [("/usr/lib/ssl/cert.pem", BundlePath), ("/usr/lib/ssl/certs", "/etc/ssl/certs")];

    /// <summary>Whether an image has the bundle, by the paths that are added to its base.</summary>
    public static bool AreIn(IEnumerable<string> added, IBaseFiles? @base)
    {
        var root = new BaseRoot(@base);
        return root.Has(BundlePath) || added.Contains(root.Place(BundlePath), StringComparer.Ordinal);
    }

    /// <param name="hostPath">Where the bundle lies on this machine.</param>
    internal static ImageClosure AddTo(ImageClosure closure, BaseRoot root, string hostPath, Package? package, string reason)
    {
        var bundle = new ClosureFile(BundlePath, hostPath, null, [reason], package) { Mode = 0b110_100_100, IsData = true };
        var taken = closure.Links.Select(l => l.Path).ToHashSet(StringComparer.Ordinal);
        var links = OpenSslNames.Where(n => !taken.Contains(n.Path) && !root.Has(n.Path)).Select(n => new ClosureLink(n.Path, n.Target, BundlePath, "where OpenSSL looks for certificates"));
        return closure with
        {
            Files = [.. closure.Files.Where(f => f.Path != BundlePath).Append(bundle).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Links = [.. closure.Links.Concat(links).OrderBy(l => l.Path, StringComparer.Ordinal)],
        };
    }

    /// <summary>As update-ca-certificates(8) writes the bundle: the package's certificates by name, then the local ones, each ended by a newline.</summary>
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

    /// <summary>A company's own authorities.</summary>
    /// <returns>In PEM form.</returns>
    /// <exception cref="RustImageException">RIMG7065: the file holds no certificate.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            // Editors of Windows begin a text with a byte order mark.
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
