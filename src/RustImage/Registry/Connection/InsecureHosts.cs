using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>The hosts that may use plain HTTP or any certificate.</summary>
internal sealed class InsecureHosts
{
    /// <summary>A variable of the .NET SDK.</summary>
    public const string Variable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private readonly HashSet<string> _hosts;

    /// <exception cref="RustImageException">RIMG6111: an entry of the project is not a registry.</exception>
    public InsecureHosts(RegistrySettings settings) => _hosts =
    [
        .. settings.InsecureRegistries.SelectMany(Entries)
            .Select(e => RegistryName.TryParse(e)?.Host ?? throw Messages.BadInsecureRegistry(Redacted.Of(e)).ToException()),
        // Other tools read the variable, too, and may accept other entries, so those are ignored.
        .. Entries(settings.Environment(Variable) ?? "").Select(RegistryName.TryParse).OfType<RegistryName>().Select(n => n.Host),
    ];

    /// <summary>Whether the user has named the host, so that it may use plain HTTP or any certificate.</summary>
    public bool IsListed(RegistryName name) => _hosts.Contains(name.Host);

    /// <inheritdoc cref="IsListed(RegistryName)"/>
    /// <param name="address">An address with http or https. Port 443, and port 80 with http, count as no port.</param>
    public bool IsListed(Uri address) => RegistryName.TryParse(address.Authority) is { } name && IsListed(name);

    public bool MaySpeakPlain(RegistryName name) => name.IsLoopback || IsListed(name);

    private static string[] Entries(string list) =>
        list.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
