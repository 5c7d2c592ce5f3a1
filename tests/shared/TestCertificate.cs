using System.Security.Cryptography.X509Certificates;

namespace RustImage.Testing;

/// <summary>A certificate for the loopback names, from an authority that no system trusts by default.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly TestAuthority _authority = new();

    public TestCertificate() => Server = _authority.Issue(["localhost"], isLoopback: true);

    public X509Certificate2 Server { get; }

    /// <summary>The private key of the server.</summary>
    public string KeyPem
    {
        get
        {
            using var key = Server.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem();
        }
    }

    public string AuthorityPem => _authority.Pem;

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }
}
