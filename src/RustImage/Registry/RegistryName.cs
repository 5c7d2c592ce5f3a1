using System.Net;
using RustImage.Http;

namespace RustImage.Registry;

/// <summary>Which host a registry's name stands for.</summary>
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

    /// <summary>As users write it.</summary>
    public string Name { get; }

    /// <summary>Where it is asked, with https.</summary>
    public Uri Address { get; }

    /// <summary>A name without a port stands for 443, or 80 where plain HTTP may be spoken.</summary>
    public bool HasPort { get; }

    public bool IsDockerHub { get; }

    public bool IsLoopback => IsLoopbackHost(Address);

    /// <summary>Lower-case, with its port unless that is 443: what files with credentials have for a key.</summary>
    public string Host => IsDockerHub ? DockerHub : Address.Authority;

    /// <summary>For plain HTTP.</summary>
    public Uri PlainAddress => new UriBuilder(Address) { Scheme = Uri.UriSchemeHttp, Port = HasPort ? Address.Port : 80 }.Uri;

    /// <exception cref="RustImageException">RIMG5005: it is no host with an optional port.</exception>
    public static RegistryName Parse(string registry) => TryParse(registry) ?? throw Messages.BadRegistry(Redacted.Of(registry)).ToException();

    /// <returns>Null where it is no host with an optional port.</returns>
    public static RegistryName? TryParse(string registry)
    {
        if (registry.IndexOfAny(['/', '\\', '@', '?', '#', ' ', '\t', '\r', '\n', '%']) >= 0 || !Uri.TryCreate($"https://{registry}/", UriKind.Absolute, out var address))
            return null;
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        return new RegistryName(registry, new Uri($"https://{host}:{address.Port}/"), registry[^1] != ']' && registry.Contains(':'));
    }

    /// <summary>Docker Hub's own images have names of one part for users only.</summary>
    /// <returns>The repository as the registry knows it: <c>library/x</c> for <c>x</c> of <c>docker.io</c>.</returns>
    public static string Complete(string registry, string repository) =>
        repository.Contains('/') || TryParse(registry) is not { IsDockerHub: true } ? repository : $"library/{repository}";

    /// <summary>Whether the registry itself is asked there.</summary>
    public bool IsAt(Uri address) => address.Host == Address.Host && (address.Port == Address.Port || address.Port == PlainAddress.Port);

    /// <summary>Whether both are the same host and port.</summary>
    public bool Is(string other) => TryParse(other) is { } name && name.Host == Host;

    public static bool IsLoopbackHost(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public override string ToString() => Name;
}
