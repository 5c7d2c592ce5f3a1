using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Docker's own registry, which asks for a password.</summary>
public sealed class RealRegistryTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TestAuthority _authority = new();
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _authority.Dispose();
        _end.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_takes_the_password_of_docker_s_file_and_no_other(bool hasTls)
    {
        var host = await StartAsync(hasTls);
        var file = _home["ca.pem"];
        File.WriteAllText(file, _authority.Pem);
        var settings = Requests.Settings(_home) with { CertificateFile = file };
        using (var nobody = RegistryConnection.Open(host, settings))
        {
            var denied = await nobody.DeniedAsync(Requests.Get("/v2/me/app/tags/list"));
            Assert.Equal("RIMG6101", denied.Code);
            Assert.Contains("(HTTP 401, UNAUTHORIZED: authentication required)", denied.Text, StringComparison.Ordinal);
        }
        Assert.Equal("RIMG6102", (await AskAsync("wr0ng")).Item2?.Code);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("s3cret")).Item1);
        if (hasTls)
        {
            using var strict = RegistryConnection.Open(host, settings with { CertificateFile = null });
            Assert.Equal("RIMG6104", (await strict.FailAsync(Requests.Get("/v2/me/app/tags/list"))).Code);
        }

        async Task<(HttpStatusCode?, Diagnostic?)> AskAsync(string password)
        {
            Directory.CreateDirectory(_home[".docker"]);
            File.WriteAllText(_home[".docker/config.json"], $$"""
                { "auths": { "{{host}}": { "username": "me", "password": "{{password}}" } } }
                """);
            using var connection = RegistryConnection.Open(host, settings);
            try
            {
                using var answer = await connection.SendAsync(Requests.Get("/v2/me/app/tags/list"), TestContext.Current.CancellationToken);
                return (answer.StatusCode, null);
            }
            catch (RegistryDeniedException e)
            {
                return (null, e.Diagnostic);
            }
        }
    }

    private async Task<string> StartAsync(bool hasTls)
    {
        var registry = Require.Tool("docker-registry", "docker-registry");
        var htpasswd = Require.Tool("htpasswd", "apache2-utils");
        var users = await ProcessRunner.CaptureAsync(new Command(htpasswd, ["-Bbn", "me", "s3cret"], _home.Path));
        File.WriteAllText(_home["users"], users.StandardOutput);
        using var certificate = _authority.Issue();
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(_home["cert.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(_home["key.pem"], key.ExportPkcs8PrivateKeyPem());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        var tls = hasTls ? $", tls: {{ certificate: {_home["cert.pem"]}, key: {_home["key.pem"]} }}" : "";
        File.WriteAllText(_home["registry.yml"], $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{_home["store"]}} } }
            http: { addr: {{host}}{{tls}} }
            auth: { htpasswd: { realm: test, path: {{_home["users"]}} } }
            """);
        _running = ProcessRunner.CaptureAsync(new Command(registry, ["serve", _home["registry.yml"]], _home.Path), _end.Token);
        while (!_running.IsCompleted && !await IsThereAsync(host))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(_running.IsCompleted);
        return host;
    }

    private static async Task<bool> IsThereAsync(string host)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPEndPoint.Parse(host));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
