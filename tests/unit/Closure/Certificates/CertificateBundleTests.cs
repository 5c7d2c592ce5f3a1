using System.Security.Cryptography.X509Certificates;
using System.Text;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Testing;
using RustImage.UnitTests.Debian;

namespace RustImage.UnitTests.Closure.Certificates;

public sealed class CertificateBundleTests : IDisposable
{
    private static readonly string Program = DemoPackages.Program("libdemo.so.2");
    private static readonly string[] Links = ["/usr/lib/ssl/cert.pem", "/usr/lib/ssl/certs"];

    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    [Fact]
    public async Task The_bundle_equals_that_of_update_ca_certificates_byte_for_byte()
    {
        var update = Require.Tool("update-ca-certificates", "ca-certificates");
        const string authorities = "/usr/share/ca-certificates/";
        Require.That(Directory.Exists($"{authorities}mozilla"), "apt-get install ca-certificates");
        foreach (var name in new[] { "etc", "local" })
            Directory.CreateDirectory(_debian[name]);
        using var own = DemoPackages.Certificate("A company");
        File.WriteAllText(_debian["local/company.crt"], own.ExportCertificatePem());
        var all = Directory.GetFiles(authorities, "*.crt", SearchOption.AllDirectories).Select(f => f[authorities.Length..])
            .Order(StringComparer.Ordinal).ToList();
        File.WriteAllText(_debian["conf"], string.Concat(all.Select(a => a + "\n")));
        var result = await ProcessRunner.CaptureAsync(
            new Command(update,
                ["--fresh", "--etccertsdir", _debian["etc"], "--certsconf", _debian["conf"], "--localcertsdir", _debian["local"],
                "--hooksdir", _debian["none"]], _debian["etc"]),
            TestContext.Current.CancellationToken);
        Require.That(result.ExitCode == 0, $"update-ca-certificates does not run here: {result.StandardError}");
        var choice = new CertificateChoice(true, [_debian["local/company.crt"]], [], _debian["bundle"]);
        choice.Write(all.Select(a => File.ReadAllBytes(authorities + a)));
        Assert.Equal(await File.ReadAllBytesAsync(_debian["etc/ca-certificates.crt"], TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_debian["bundle"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Company_certificates_may_have_any_usual_format()
    {
        using var one = DemoPackages.Certificate("One");
        using var two = DemoPackages.Certificate("Two");
        File.WriteAllBytes(_debian["der"], one.RawData);
        File.WriteAllText(_debian["several"], $"# One\r\n{one.ExportCertificatePem()}\r\n# Two\r\n{two.ExportCertificatePem()}");
        Assert.Equal(one.ExportCertificatePem() + "\n", Encoding.ASCII.GetString(CertificateBundle.Read(_debian["der"])));
        Assert.Equal($"{one.ExportCertificatePem()}\n{two.ExportCertificatePem()}\n",
            Encoding.ASCII.GetString(CertificateBundle.Read(_debian["several"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_file_without_a_certificate_is_refused(string text)
    {
        File.WriteAllText(_debian["file"], text);
        var error = Assert.Throws<RustImageException>(() => CertificateBundle.Read(_debian["file"]));
        Assert.Equal("RIMG7065", error.Code);
        Assert.Equal("RIMG7065", Assert.Throws<RustImageException>(() => CertificateBundle.Read(_debian["none"])).Code);
    }

    [Fact]
    public async Task An_invalid_company_certificate_fails_the_build_before_the_lock_is_written()
    {
        File.WriteAllText(_debian["file"], "garbage");
        var error = await DebianFixture.ErrorOf(() => ResolveAsync(c => c with { Own = [_debian["file"]] }));
        Assert.Equal("RIMG7065", error.Code);
        Assert.False(File.Exists(_debian.Lock));
    }

    [Theory]
    [InlineData("native-tls", true)]
    [InlineData("openssl-sys", true)]
    [InlineData("rustls-native-certs", true)]
    [InlineData("rustls-platform-verifier", true)]
    [InlineData("webpki-roots", false)]
    [InlineData("rustls", false)]
    [InlineData("serde", false)]
    public async Task Crates_that_read_the_system_certificates_get_them(string crate, bool expected)
    {
        var closure = await ResolveAsync(c => c with { Crates = ["libc", crate] });
        var bundle = closure.Files.SingleOrDefault(f => f.Path == CertificateBundle.BundlePath);
        Assert.Equal(expected, bundle is not null);
        Assert.Equal(expected ? Links : [], closure.Links.Select(l => l.Path).Where(p => p.Contains("/ssl", StringComparison.Ordinal)));
        Assert.Equal(expected, _debian.ReadLock().Find("ca-certificates", "all") is not null);
        if (bundle is null)
            return;
        Assert.Equal([$"TLS (the crate {crate})"], bundle.Reasons);
        Assert.Equal("ca-certificates", bundle.Package!.Name);
        Assert.Equal(DemoPackages.Authorities.SelectMany(a => a),
            await File.ReadAllBytesAsync(bundle.HostPath, TestContext.Current.CancellationToken));
        Assert.Contains("ca-certificates", closure.Packages.Select(p => p.Package.Name));
    }

    [Theory]
    [InlineData("libssl.so.3", true)]
    [InlineData("libcurl-gnutls.so.4", true)]
    [InlineData("libsslx.so.3", false)]
    public void TLS_libraries_are_recognized_by_their_soname(string library, bool expected)
    {
        var closure = new ImageClosure([new($"/usr/lib/{library}", "/host", library, [], null)], [], []);
        Assert.Equal(expected ? library : null, TlsUse.Find([], closure));
    }

    [Fact]
    public async Task Disabled_certificates_in_a_TLS_program_are_a_warning()
    {
        var closure = await ResolveAsync(c => c with { Wanted = false, Crates = ["native-tls"] });
        Assert.Equal("RIMG7063", Assert.Single(closure.Notices, n => n.Severity == Severity.Warning).Diagnostic.Code);
        Assert.DoesNotContain(CertificateBundle.BundlePath, closure.Files.Select(f => f.Path));
        Assert.Empty((await ResolveAsync(c => c with { Wanted = false })).Notices);
    }

    [Fact]
    public async Task Company_certificates_are_a_warning_when_certificates_are_disabled()
    {
        var closure = await ResolveAsync(c => c with { Wanted = false, Own = ["company.pem"] });
        var warning = Assert.Single(closure.Notices, n => n.Severity == Severity.Warning).Diagnostic;
        Assert.Equal("RIMG7070", warning.Code);
        Assert.Contains("'company.pem'", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enabled_certificates_are_added_even_without_TLS()
    {
        var closure = await ResolveAsync(c => c with { Wanted = true });
        Assert.Equal(["RustImageCertificates"], closure.Files.Single(f => f.Path == CertificateBundle.BundlePath).Reasons);
    }

    [Fact]
    public async Task Company_certificates_come_after_those_of_the_package()
    {
        using var own = DemoPackages.Certificate("A company");
        File.WriteAllBytes(_debian["company.der"], own.Export(X509ContentType.Cert));
        var closure = await ResolveAsync(c => c with { Own = [_debian["company.der"]] });
        var text = await File.ReadAllTextAsync(
            closure.Files.Single(f => f.Path == CertificateBundle.BundlePath).HostPath, TestContext.Current.CancellationToken);
        Assert.EndsWith(own.ExportCertificatePem() + "\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("-----BEGIN").Length - 1);
    }

    [Fact]
    public async Task A_user_bundle_wins()
    {
        var request = _debian.Request(Program) with
        {
            UserFiles = new Dictionary<string, string>
            {
                [CertificateBundle.BundlePath] = _debian.Settings.Keyring,
            }
        };
        request = request with { Certificates = request.Certificates with { Crates = ["native-tls"] } };
        var result = await _debian.Closure().ResolveAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(CertificateBundle.BundlePath, result.Closure.Files.Select(f => f.Path));
        Assert.Null(result.After!.Find("ca-certificates", "all"));
    }

    [Fact]
    public async Task An_ImagePackage_of_ca_certificates_adds_only_the_bundle()
    {
        var result = await _debian.BuildAsync(Program, new PackageRequest("ca-certificates", []));
        Assert.Equal(
            [CertificateBundle.BundlePath], result.Closure.Files.Where(f => f.Package?.Name == "ca-certificates").Select(f => f.Path));
    }

    [Fact]
    public async Task A_ca_certificates_package_without_certificates_is_an_error()
    {
        using var debian = new DebianFixture([.. DemoPackages.All().SkipLast(1), DemoPackages.Certificates([])]);
        var request = debian.Request(Program);
        var error = await DebianFixture.ErrorOf(
            () => debian.Closure().ResolveAsync(request with { Certificates = request.Certificates with { Wanted = true } }));
        Assert.Equal("RIMG7062", error.Code);
    }

    private async Task<ImageClosure> ResolveAsync(Func<CertificateChoice, CertificateChoice> change)
    {
        var request = _debian.Request(Program);
        var result = await _debian.Closure().ResolveAsync(
            request with { Certificates = change(request.Certificates) }, TestContext.Current.CancellationToken);
        return result.Closure;
    }
}
