using System.Text.RegularExpressions;

namespace RustImage.Testing;

/// <summary>The settings of a registry.</summary>
/// <param name="Certificate">The certificate for TLS, or null for plain HTTP.</param>
/// <param name="Basic">Whether only <see cref="DockerRegistry.User"/> may push and pull.</param>
/// <param name="Tokens">The token server whose tokens are required, or null.</param>
internal sealed record DockerRegistryOptions(TestCertificate? Certificate = null, bool Basic = false, JwtTokenServer? Tokens = null);

/// <summary>Docker's registry on a free port of loopback, with its own storage.</summary>
internal sealed partial class DockerRegistry : IDisposable
{
    public const string User = "alice";
    public const string Password = "geheim;1%";

    /// <summary>The output of <c>htpasswd -Bbn</c> for this user and password.</summary>
    private const string Htpasswd = "alice:$2y$05$il2zJ8D9bV94NWH8RvPUMO0yQm1pOsrYeJtrrF4BfiOZ1jmFkBPtC\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly Daemon _daemon;

    public DockerRegistry(DockerRegistryOptions? options = null)
    {
        var program = Require.Tool("docker-registry", "docker-registry");
        Port = Daemon.FreePort();
        File.WriteAllText(_directory["config.yml"], Configuration(options ?? new()));
        _daemon = new Daemon(program, ["serve", _directory["config.yml"]], _directory["log"], Port);
    }

    public int Port { get; }

    public string Host => $"localhost:{Port}";

    /// <summary>All requests so far, such as <c>PUT /v2/… 201</c>.</summary>
    public IReadOnlyList<string> Requests() =>
        [.. _daemon.Lines().Select(l => AccessLog().Match(l)).Where(m => m.Success)
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value} {m.Groups[3].Value}")];

    public void Dispose()
    {
        _daemon.Dispose();
        _directory.Dispose();
    }

    private string Configuration(DockerRegistryOptions options)
    {
        var text = $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {_directory["data"]}
              delete:
                enabled: true
            log:
              level: error
            http:
              addr: 127.0.0.1:{Port}

            """;
        if (options.Certificate is { } certificate)
        {
            File.WriteAllText(_directory["server.pem"], certificate.Server.ExportCertificatePem());
            File.WriteAllText(_directory["server.key"], certificate.KeyPem);
            text += $"""
                  tls:
                    certificate: {_directory["server.pem"]}
                    key: {_directory["server.key"]}

                """;
        }
        if (options.Basic)
        {
            File.WriteAllText(_directory["htpasswd"], Htpasswd);
            text += $"""
                auth:
                  htpasswd:
                    realm: test
                    path: {_directory["htpasswd"]}

                """;
        }
        if (options.Tokens is { } tokens)
        {
            File.WriteAllText(_directory["tokens.pem"], tokens.CertificatePem);
            text += $"""
                auth:
                  token:
                    realm: {tokens.Address}
                    service: {JwtTokenServer.Service}
                    issuer: {JwtTokenServer.Issuer}
                    rootcertbundle: {_directory["tokens.pem"]}

                """;
        }
        return text;
    }

    /// <summary>Matches a line in the common log format.</summary>
    [GeneratedRegex("""\] "([A-Z]+) (\S+) HTTP/1\.[01]" (\d{3}) """)]
    private static partial Regex AccessLog();
}
