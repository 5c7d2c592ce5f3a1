using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class DownloadRedirectTests : IDisposable
{
    private readonly DownloadMirror _mirror = new();
    private readonly X509Certificate2 _certificate = Certificate();

    public void Dispose()
    {
        _certificate.Dispose();
        _mirror.Dispose();
    }

    [Fact]
    public async Task A_redirect_is_followed_and_the_download_continues_there()
    {
        _mirror.Server.Faults["/go"] = new Fault { RedirectTo = _mirror.Second[DownloadMirror.Path].ToString() };
        _mirror.Second.Next(DownloadMirror.Path, new Fault { CutAfter = 1000 });
        Assert.Equal(_mirror.Bytes, await _mirror.GetAsync(_mirror.Server["/go"]));
        Assert.Equal([null, "bytes=1000-"], _mirror.Second.Requests.Select(r => r.Header("Range")));
    }

    [Fact]
    public async Task A_redirect_loop_is_an_error()
    {
        _mirror.Server.Faults["/go"] = new Fault { RedirectTo = _mirror.Server["/go"].ToString() };
        var error = await _mirror.FailAsync(_mirror.Server["/go"]);
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains("it redirects to", error.Message, StringComparison.Ordinal);
        Assert.InRange(_mirror.Server.Requests.Count, 2, 20);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused_and_one_to_https_followed()
    {
        using var secure = new FaultyServer(certificate: _certificate);
        secure.Files[DownloadMirror.Path] = _mirror.Bytes;
        secure.Faults["/down"] = new Fault { RedirectTo = $"{_mirror.Server[DownloadMirror.Path]}?token=secret" };
        _mirror.Server.Faults["/up"] = new Fault { RedirectTo = secure[DownloadMirror.Path].ToString() };
        using var handler = HttpConnections.CreateHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given!.Equals(_certificate);
        using var downloader = new Downloader(_mirror.Options, handler);

        await DownloadAsync(downloader, _mirror.Server["/up"]);
        var error = await Assert.ThrowsAsync<RustImageException>(() => DownloadAsync(downloader, secure["/down"]));
        Assert.Contains($"'{_mirror.Server[DownloadMirror.Path]}?***'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_mirror.Server.Requests, r => r.Path == DownloadMirror.Path);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_refused_without_another_try()
    {
        using var secure = new FaultyServer(certificate: _certificate);
        var error = await _mirror.FailAsync(secure[DownloadMirror.Path]);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Empty(_mirror.Waits);
    }

    [Fact]
    public async Task Downloads_go_through_a_proxy()
    {
        using var handler = HttpConnections.CreateHandler();
        handler.Proxy = new WebProxy(_mirror.Server.Address);
        using var downloader = new Downloader(_mirror.Options, handler);
        await DownloadAsync(downloader, new Uri($"http://mirror.invalid{DownloadMirror.Path}"));
        Assert.Equal($"http://mirror.invalid{DownloadMirror.Path}", Assert.Single(_mirror.Server.Requests).Target);
    }

    private Task DownloadAsync(Downloader downloader, Uri source) =>
        downloader.DownloadAsync([source], new MemoryStream(), _mirror.Bytes.Length, _mirror.Digest, "libx1");

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
