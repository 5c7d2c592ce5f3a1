using System.Net;
using RustImage.Http;

namespace RustImage.Registry;

/// <summary>The name of a registry, and the host that it stands for.</summary>
internal sealed class RegistryName
{
    public const string DockerHub = "docker.io";
    private const string DockerHubApi = "registry-1.docker.io";

    private RegistryName(string name, Uri address, bool hasPort)
    {
        Name = name;
        IsDockerHub = address.IsDefaultPort && address.Host is DockerHub or "index.docker.io" or DockerHubApi;
        Address = IsDockerHub ? new Uri($"https://{DockerHubApi}/") : address;
        HasPort = hasPort;
    }

    /// <summary>The name as users write it.</summary>
    public string Name { get; }

    /// <summary>The registry's address with https.</summary>
    public Uri Address { get; }

    /// <summary>Whether the name has a port. One without a port stands for 443, or for 80 where plain HTTP is allowed.</summary>
    public bool HasPort { get; }

    public bool IsDockerHub { get; }

    public bool IsLoopback => IsLoopbackHost(Address);

    /// <summary>The host in lower case, with its port unless that is 443. Files with credentials use it as a key.</summary>
    public string Host => IsDockerHub ? DockerHub : Address.Authority;

    /// <summary>The registry's address with plain HTTP.</summary>
    public Uri PlainAddress => new UriBuilder(Address) { Scheme = Uri.UriSchemeHttp, Port = HasPort ? Address.Port : 80 }.Uri;

    /// <exception cref="RustImageException">RIMG5005: the name is not a host with an optional port.</exception>
    public static RegistryName Parse(string registry) =>
        TryParse(registry) ?? throw Messages.BadRegistry(Redacted.Of(registry)).ToException();

    /// <returns>Null where the name is not a host with an optional port.</returns>
    public static RegistryName? TryParse(string registry)
    {
        if (registry.IndexOfAny(['/', '\\', '@', '?', '#', ' ', '\t', '\r', '\n', '%']) >= 0
            || !Uri.TryCreate($"https://{registry}/", UriKind.Absolute, out var address))
            return null;
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        return new RegistryName(registry, new Uri($"https://{host}:{address.Port}/"), registry[^1] != ']' && registry.Contains(':'));
    }

    /// <summary>Adds the namespace that users leave out: official images of Docker Hub have names with one part.</summary>
    /// <returns>The repository's name in the registry: <c>library/x</c> for <c>x</c> of <c>docker.io</c>.</returns>
    public static string Complete(string registry, string repository) =>
        repository.Contains('/') || TryParse(registry) is not { IsDockerHub: true } ? repository : $"library/{repository}";

    /// <summary>Whether an address is that of the registry, with or without TLS.</summary>
    public bool IsAt(Uri address) => address.Host == Address.Host && (address.Port == Address.Port || address.Port == PlainAddress.Port);

    /// <summary>Whether another name stands for the same host and port.</summary>
    public bool Is(string other) => TryParse(other) is { } name && name.Host == Host;

    public static bool IsLoopbackHost(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public override string ToString() => Name;
}
