using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Which hosts need no protection.</summary>
internal sealed class InsecureHosts
{
    /// <summary>The .NET SDK's own.</summary>
    public const string Variable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private readonly HashSet<string> _hosts;

    /// <exception cref="RustImageException">RIMG6111: an entry of the project's is no registry.</exception>
    public InsecureHosts(RegistrySettings settings) => _hosts =
    [
        .. settings.InsecureRegistries.SelectMany(Entries).Select(e => RegistryName.TryParse(e)?.Host ?? throw Messages.BadInsecureRegistry(Redacted.Of(e)).ToException()),
        // Other tools read the variable, too, and may take more.
        .. Entries(settings.Environment(Variable) ?? "").Select(RegistryName.TryParse).OfType<RegistryName>().Select(n => n.Host),
    ];

    /// <summary>Named by the user: plain HTTP and any certificate will do.</summary>
    public bool IsListed(RegistryName name) => _hosts.Contains(name.Host);

    /// <inheritdoc cref="IsListed(RegistryName)"/>
    /// <param name="address">Of http or https: its port counts unless it is 443 or, with http, 80.</param>
    public bool IsListed(Uri address) => RegistryName.TryParse(address.Authority) is { } name && IsListed(name);

    public bool MaySpeakPlain(RegistryName name) => name.IsLoopback || IsListed(name);

    private static string[] Entries(string list) => list.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
