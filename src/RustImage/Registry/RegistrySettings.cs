using RustImage.Http;

namespace RustImage.Registry;

/// <summary>What a registry is used for: the .NET SDK's environment variables tell two sets of credentials apart.</summary>
public enum RegistryUse
{
    Pull,
    Push,
}

/// <summary>How registries are talked to.</summary>
public sealed record RegistrySettings
{
    private static readonly string[] Off = ["false", "0", "no"];

    /// <summary>Where credential helpers run: the project's directory.</summary>
    public required string WorkingDirectory { get; init; }

    public RegistryUse Use { get; init; } = RegistryUse.Push;

    /// <summary>Hosts, with their ports where they have one, that may speak plain HTTP or have a certificate that nobody vouches for. Loopback always may.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>A PEM file with authorities that are trusted besides the system's, or null.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>In bytes: uploads go in chunks of this size; null to send each blob whole as long as the registry takes it so.</summary>
    public long? ChunkSize { get; init; }

    /// <summary>Requests to one registry at once.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Blobs that are sent at once: one where <c>DOTNET_CONTAINER_REGISTRY_PARALLEL_UPLOAD</c> is false, as for the .NET SDK.</summary>
    public int Uploads =>
        Environment("DOTNET_CONTAINER_REGISTRY_PARALLEL_UPLOAD") is { } text && Array.Exists(Off, o => o.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) ? 1 : Connections;

    /// <summary>Where credentials may come from; tests pass their own.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The user's, for the files of docker and podman.</summary>
    public string HomeDirectory { get; init; } = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    public TransferOptions Transfer { get; init; } = new();
}
