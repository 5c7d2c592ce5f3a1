using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.FunctionalTests.Servers;

/// <summary>A certificate authority that nobody trusts unless told to, and a certificate of it for this machine's loopback names.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly X509Certificate2 _authority;

    public TestCertificate()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=A test's own authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = authority.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(_authority, from, _authority.NotAfter, [1, 2, 3, 4]);
        Server = signed.CopyWithPrivateKey(key);
        KeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    public X509Certificate2 Server { get; }

    /// <summary>The server's private key.</summary>
    public string KeyPem { get; }

    public string AuthorityPem => _authority.ExportCertificatePem();

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }
}
