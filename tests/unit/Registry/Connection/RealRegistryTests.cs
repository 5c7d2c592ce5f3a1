using System.Net;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Docker's registry with a password.</summary>
public sealed class RealRegistryTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly TestCertificate _certificate = new();

    public void Dispose()
    {
        _certificate.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_registry_of_Docker_accepts_only_the_right_password_from_the_docker_configuration(bool hasTls)
    {
        using var registry = new DockerRegistry(new(hasTls ? _certificate : null, Basic: true));
        var host = registry.Host;
        var file = _home["ca.pem"];
        File.WriteAllText(file, _certificate.AuthorityPem);
        var settings = TestConnections.Settings(_home) with { CertificateFile = file };
        using (var nobody = RegistryConnection.Open(host, settings))
        {
            var denied = await nobody.DeniedAsync(TestConnections.Get("/v2/me/app/tags/list"));
            Assert.Equal("RIMG6101", denied.Code);
            Assert.Contains("(HTTP 401, UNAUTHORIZED: authentication required)", denied.Text, StringComparison.Ordinal);
        }
        Assert.Equal("RIMG6102", (await AskAsync("wr0ng")).Item2?.Code);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(DockerRegistry.Password)).Item1);
        if (hasTls)
        {
            using var strict = RegistryConnection.Open(host, settings with { CertificateFile = null });
            Assert.Equal("RIMG6104", (await strict.FailAsync(TestConnections.Get("/v2/me/app/tags/list"))).Code);
        }

        async Task<(HttpStatusCode?, Diagnostic?)> AskAsync(string password)
        {
            Directory.CreateDirectory(_home[".docker"]);
            File.WriteAllText(_home[".docker/config.json"], $$"""
                { "auths": { "{{host}}": { "username": "{{DockerRegistry.User}}", "password": "{{password}}" } } }
                """);
            using var connection = RegistryConnection.Open(host, settings);
            try
            {
                using var answer =
                    await connection.SendAsync(TestConnections.Get("/v2/me/app/tags/list"), TestContext.Current.CancellationToken);
                return (answer.StatusCode, null);
            }
            catch (RegistryDeniedException e)
            {
                return (null, e.Diagnostic);
            }
        }
    }
}
