using System.Security.Cryptography.X509Certificates;

namespace RustImage.Testing;

/// <summary>A certificate for this machine's loopback names, of an authority that nobody trusts unless told to.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly TestAuthority _authority = new();

    public TestCertificate() => Server = _authority.Issue(["localhost"], isLoopback: true);

    public X509Certificate2 Server { get; }

    /// <summary>The server's private key.</summary>
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
