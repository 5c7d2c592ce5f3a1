using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Issues tokens for docker's registry to clients with the password (distribution's token specification).</summary>
internal sealed class JwtTokenServer : IDisposable
{
    public const string Service = "test-registry";
    public const string Issuer = "test-issuer";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly LoopbackServer _server;

    public JwtTokenServer()
    {
        _certificate = new CertificateRequest("CN=test tokens", _key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _server = new LoopbackServer(AnswerAsync);
    }

    public Uri Address => new(_server.Address, "token");

    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>The scopes of each request, in order.</summary>
    public ConcurrentQueue<string> Scopes { get; } = [];

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var scopes = context.Request.Query["scope"].OfType<string>().ToList();
        Scopes.Enqueue(string.Join(' ', scopes));
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerRegistry.User}:{DockerRegistry.Password}"));
        if (context.Request.Headers.Authorization != $"Basic {expected}")
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("""{"details":"incorrect username or password"}""");
        }
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { token = Token(scopes), expires_in = 60 }));
    }

    private string Token(IEnumerable<string> scopes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new { typ = "JWT", alg = "ES256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } };
        var access = scopes.Select(s => s.Split(':')).Select(s => new { type = s[0], name = s[1], actions = s[2].Split(',') });
        var claims = new
        {
            iss = Issuer,
            aud = Service,
            sub = DockerRegistry.User,
            iat = now,
            nbf = now - 60,
            exp = now + 60,
            jti = Guid.NewGuid().ToString(),
            access,
        };
        var signed = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}." +
            Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature =
            _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
