using RustImage.Http;

namespace RustImage.Registry;

/// <summary>The use of a registry. The .NET SDK's variables have different credentials for each.</summary>
internal enum RegistryUse
{
    Pull,
    Push,
}

/// <summary>The settings for connections to registries.</summary>
internal sealed record RegistrySettings
{
    private static readonly string[] Off = ["false", "0", "no"];

    /// <summary>The directory where credential helpers run: that of the project.</summary>
    public required string WorkingDirectory { get; init; }

    public RegistryUse Use { get; init; } = RegistryUse.Push;

    /// <summary>
    /// Hosts, with their ports where needed, that may use plain HTTP or a certificate of an unknown authority. Loopback always may.
    /// </summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>A PEM file with more authorities to trust, or null.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The size of chunks in bytes; null to send blobs whole, unless the registry refuses that.</summary>
    public long? ChunkSize { get; init; }

    /// <summary>The most requests to one registry at once.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>
    /// The most blobs that are sent at once: one where <c>DOTNET_CONTAINER_REGISTRY_PARALLEL_UPLOAD</c> is false, as in the .NET SDK.
    /// </summary>
    public int Uploads =>
        Environment("DOTNET_CONTAINER_REGISTRY_PARALLEL_UPLOAD") is { } text
        && Array.Exists(Off, o => o.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) ? 1 : Connections;

    /// <summary>Reads an environment variable; tests replace it.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The home directory of the user, for the files of Docker and Podman.</summary>
    public string HomeDirectory { get; init; } = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    public TransferOptions Transfer { get; init; } = new();
}
