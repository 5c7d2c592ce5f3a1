namespace RustImage.Registry.Connection;

/// <summary>Which hosts need no protection.</summary>
internal sealed class InsecureHosts
{
    /// <summary>The .NET SDK's own.</summary>
    public const string Variable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private readonly HashSet<string> _hosts;

    public InsecureHosts(RegistrySettings settings) => _hosts = [..
        from entry in settings.InsecureRegistries.Concat([settings.Environment(Variable) ?? ""]).SelectMany(e => e.Split([',', ';']))
        let name = RegistryName.TryParse(entry.Trim())
        where name is not null
        select name.Host];

    /// <summary>Named by the user: plain HTTP and any certificate will do.</summary>
    public bool IsListed(RegistryName name) => _hosts.Contains(name.Host);

    /// <inheritdoc cref="IsListed(RegistryName)"/>
    /// <param name="address">Of http or https: its port counts unless it is 443 or, with http, 80.</param>
    public bool IsListed(Uri address) => RegistryName.TryParse(address.Authority) is { } name && IsListed(name);

    public bool MaySpeakPlain(RegistryName name) => name.IsLoopback || IsListed(name);
}
