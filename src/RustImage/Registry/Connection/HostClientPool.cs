using System.Collections.Concurrent;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>An HTTP client for one host and port, with the certificates that are trusted there.</summary>
internal sealed class HostClient(HttpClient http, ServerTrust trust) : IDisposable
{
    public HttpClient Http { get; } = http;

    public ServerTrust Trust { get; } = trust;

    public void Dispose() => Http.Dispose();
}

/// <summary>The clients for the registry, its token server and the hosts of redirects. Each host may have its own certificates.</summary>
internal sealed class HostClientPool(RegistryName registry, RegistrySettings settings, InsecureHosts insecure) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<HostClient>> _clients = new();

    public CertificateDirectories Directories { get; } = new(settings.HomeDirectory);

    /// <exception cref="RustImageException">RIMG6106, RIMG6107: a file with certificates can't be used.</exception>
    public HostClient Of(Uri address) => _clients.GetOrAdd(
        address.GetLeftPart(UriPartial.Authority), _ => new Lazy<HostClient>(() => Create(address))).Value;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(p => p.IsValueCreated))
            client.Value.Dispose();
    }

    private HostClient Create(Uri address)
    {
        List<string> hosts = [address.Authority];
        if (address.Host == registry.Address.Host && address.Port == registry.Address.Port)
            hosts.AddRange([registry.Host, registry.Name]);
        var trust = address.Scheme == Uri.UriSchemeHttps ? TrustOf(address, hosts) : new ServerTrust([], [], takesAny: false);
        var handler = HttpConnections.CreateHandler();
        handler.AllowAutoRedirect = false;
        handler.SslOptions = trust.Options;
        // How long a server may ignore the request to answer before the body.
        handler.Expect100ContinueTimeout = TimeSpan.FromSeconds(1);
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(HttpConnections.UserAgent);
        return new HostClient(http, trust);
    }

    private ServerTrust TrustOf(Uri address, List<string> hosts)
    {
        var authorities = Directories.Authorities(hosts);
        if (settings.CertificateFile is { } file)
            authorities.AddRange(CertificateFile.Read(file, Messages.BadCertificateFile));
        return new ServerTrust(authorities, Directories.ClientCertificates(hosts), insecure.IsListed(address));
    }
}
