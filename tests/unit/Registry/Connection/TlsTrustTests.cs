using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using RustImage.Http;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

public sealed class TlsTrustTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("Another authority");
    private readonly List<IDisposable> _servers = [];

    private RegistrySettings Settings => TestConnections.Settings(_home);

    public void Dispose()
    {
        _servers.ForEach(s => s.Dispose());
        _other.Dispose();
        _authority.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task The_error_for_an_unknown_certificate_authority_names_it_and_says_what_to_do()
    {
        var server = Serve(_authority.Issue());
        using var connection = RegistryConnection.Open(server.Host, Settings);
        var error = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6104", error.Code);
        Assert.Contains("'CN=A test's own authority'", error.Message, StringComparison.Ordinal);
        Assert.Contains("ContainerRegistryCertificate", error.Message, StringComparison.Ordinal);
        Assert.Contains("certs.d", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_certificate_authority_of_the_user_is_trusted_in_addition_to_those_of_the_system()
    {
        var server = Serve(_authority.Issue());
        using var connection = RegistryConnection.Open(server.Host, Trusting(_other.Pem + "\n" + _authority.Pem));
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
    }

    [Fact]
    public async Task Another_certificate_authority_is_not_enough()
    {
        using var connection = RegistryConnection.Open(Serve(_authority.Issue()).Host, Trusting(_other.Pem));
        Assert.Equal("RIMG6104", (await connection.FailAsync(TestConnections.Get("/v2/me/app/1"))).Code);
    }

    [Theory]
    [InlineData(".docker/certs.d")]
    [InlineData(".config/containers/certs.d")]
    public async Task The_certificate_directories_of_docker_and_podman_are_read(string directory)
    {
        Require.That(!OperatingSystem.IsWindows(), "a directory's name can't hold a colon there");
        var (server, elsewhere) = (Serve(_authority.Issue()), Serve(_authority.Issue()));
        Directory.CreateDirectory(_home[$"{directory}/{server.Host}"]);
        File.WriteAllText(_home[$"{directory}/{server.Host}/ca.crt"], _authority.Pem);
        using var connection = RegistryConnection.Open(server.Host, Settings);
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
        using var other = RegistryConnection.Open(elsewhere.Host, Settings);
        Assert.Equal("RIMG6104", (await other.FailAsync(TestConnections.Get("/v2/me/app/1"))).Code);
    }

    [Fact]
    public async Task A_client_certificate_is_sent()
    {
        Require.That(!OperatingSystem.IsWindows(), "a directory's name can't hold a colon there");
        var server = Serve(_authority.Issue(), wantsClient: true);
        var directory = _home[$".docker/certs.d/{server.Host}"];
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "ca.crt"), _authority.Pem);
        using (var connection = RegistryConnection.Open(server.Host, Settings))
            await Assert.ThrowsAsync<TransferException>(
                () => connection.SendAsync(TestConnections.Get("/v2/me/app/1"), TestContext.Current.CancellationToken));
        using (var client = _authority.Issue())
        {
            File.WriteAllText(Path.Combine(directory, "client.cert"), client.ExportCertificatePem());
            using var connection = RegistryConnection.Open(server.Host, Settings);
            var lacking = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
            Assert.Equal("RIMG6107", lacking.Code);
            Assert.Contains("client.key' can't be used", lacking.Message, StringComparison.Ordinal);
            using var key = client.GetECDsaPrivateKey()!;
            File.WriteAllText(Path.Combine(directory, "client.key"), key.ExportPkcs8PrivateKeyPem());
        }
        using (var connection = RegistryConnection.Open(server.Host, Settings))
            Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
    }

    [Fact]
    public async Task A_certificate_for_another_host_name_is_refused_even_from_a_trusted_authority()
    {
        using var connection = RegistryConnection.Open(Serve(_authority.Issue(["registry.example"])).Host, Trusting(_authority.Pem));
        var error = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6105", error.Code);
        Assert.Contains("(it is for 'registry.example')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_even_from_a_trusted_authority()
    {
        using var connection = RegistryConnection.Open(Serve(_authority.Issue(lastDay: -2)).Host, Trusting(_authority.Pem));
        var error = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6105", error.Code);
        Assert.Contains($"(it expired on {DateTime.UtcNow.AddDays(-2):yyyy-MM-dd})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_listed_as_insecure_needs_no_valid_certificate()
    {
        var server = Serve(_authority.Issue(["registry.example"], lastDay: -2));
        using var connection = RegistryConnection.Open(server.Host, Settings with { InsecureRegistries = [server.Host] });
        Assert.Equal("welcome", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("", "it has no certificate in PEM form")]
    [InlineData("text", "it has no certificate in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "its content is damaged")]
    public async Task A_file_without_certificates_is_an_error(string? text, string reason)
    {
        using var connection = RegistryConnection.Open(Serve(_authority.Issue()).Host, Trusting(text));
        var error = await connection.FailAsync(TestConnections.Get("/v2/me/app/1"));
        Assert.Equal("RIMG6106", error.Code);
        Assert.Contains($"ContainerRegistryCertificate is '{_home["ca.pem"]}', which can't be used ({reason})", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_and_uploads_never_change_from_https_to_http()
    {
        using var plain = new RecordingServer((_, response) => response.WriteAsync("plain"));
        var server = Serve(_authority.Issue());
        server.Redirect("/v2/me/app/1", 307, $"{plain.Address}blob?signature=s3cret");
        using var connection = RegistryConnection.Open(server.Host, Trusting(_authority.Pem));
        foreach (var target in new[] { "/v2/me/app/1", $"{plain.Address}blob?signature=s3cret" })
        {
            var error = await connection.FailAsync(TestConnections.Get(target));
            Assert.Equal("RIMG6109", error.Code);
            Assert.Contains($"'{plain.Address}blob'", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
        }
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task The_same_certificate_file_applies_to_the_token_server()
    {
        var tokens = Serve(_authority.Issue(), (_, response) => response.WriteAsync("""{"token":"t0ken"}"""));
        var server = Serve(_authority.Issue(), (request, response) =>
        {
            response.StatusCode = request.Authorization == "Bearer t0ken" ? 200 : 401;
            response.Headers.WWWAuthenticate = $"Bearer realm=\"{tokens.Address}t\"";
            return Task.CompletedTask;
        });
        using var connection = RegistryConnection.Open(server.Host, Trusting(_authority.Pem));
        Assert.Equal("", await connection.TextAsync(TestConnections.Get("/v2/me/app/1")));
        Assert.Single(tokens.Requests);
    }

    private RegistrySettings Trusting(string? pem)
    {
        if (pem is not null)
            File.WriteAllText(_home["ca.pem"], pem);
        return Settings with { CertificateFile = _home["ca.pem"] };
    }

    private RecordingServer Serve(
        X509Certificate2 certificate, Func<ReceivedRequest, HttpResponse, Task>? answer = null, bool wantsClient = false)
    {
        var server = new RecordingServer(answer ?? ((_, response) => response.WriteAsync("welcome")), certificate, wantsClient);
        _servers.AddRange([server, certificate]);
        return server;
    }
}
