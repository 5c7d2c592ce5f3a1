using RustImage.Registry.Connection;

namespace RustImage.Registry;

/// <summary>A manifest as a registry gives it.</summary>
public sealed record PulledManifest(Descriptor Descriptor, byte[] Bytes);

/// <summary>How a blob came to be where it was pushed to.</summary>
public enum BlobPush
{
    /// <summary>It was there before.</summary>
    Present,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted,

    /// <summary>Its bytes were sent.</summary>
    Uploaded,
}

/// <summary>A client of one registry (OCI distribution-spec 1.1). Safe for several requests at once.</summary>
public sealed class RegistryClient : IDisposable
{
    private readonly IRegistryConnection _connection;
    private readonly RegistrySettings _settings;

    /// <param name="registry">As users name it: <c>ghcr.io</c>, <c>docker.io</c>, <c>localhost:5000</c>.</param>
    public RegistryClient(string registry, RegistrySettings settings)
        : this(RegistryConnection.Open(registry, settings), settings)
    {
    }

    internal RegistryClient(IRegistryConnection connection, RegistrySettings settings) => (_connection, _settings) = (connection, settings);

    public string Registry => _connection.Registry;

    /// <summary>Asks for a manifest without its bytes.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <returns>Null where there is none.</returns>
    public Task<Descriptor?> FindManifestAsync(string repository, string reference, CancellationToken cancellation = default) => throw new NotImplementedException(_settings.ToString());

    /// <summary>Gets a manifest, whose digest is checked where <paramref name="reference"/> is one.</summary>
    /// <inheritdoc cref="FindManifestAsync"/>
    public Task<PulledManifest?> PullManifestAsync(string repository, string reference, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Gets a blob, in several tries where the connection breaks, and checks its digest.</summary>
    /// <param name="destination">To read, write and seek in.</param>
    /// <param name="onBytes">Told how many bytes are here, whenever some came.</param>
    public Task PullBlobAsync(string repository, Descriptor blob, Stream destination, Action<long>? onBytes = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    public Task<bool> HasBlobAsync(string repository, Digest digest, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Makes the registry have a blob: present, mounted from one of the repositories that may have it, or sent.</summary>
    /// <param name="mountFrom">Repositories of the same registry, the likeliest first.</param>
    /// <param name="onBytes">Told how many bytes of this blob are there, whenever some went.</param>
    public Task<BlobPush> PushBlobAsync(
        string repository, RegistryBlob blob, IReadOnlyList<string> mountFrom, Action<long>? onBytes = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Puts a manifest under a tag or its digest, and checks that the registry has the same bytes then.</summary>
    /// <exception cref="RustImageException">RIMG6206: the registry made another manifest of it.</exception>
    public Task PushManifestAsync(string repository, string reference, string mediaType, byte[] bytes, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <returns>All tags, page by page.</returns>
    public Task<IReadOnlyList<string>> ListTagsAsync(string repository, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>What is attached to a manifest, by the referrers API or, where a registry lacks it, by the tag of the same meaning.</summary>
    /// <param name="artifactType">Only such; null for all.</param>
    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(
        string repository, Digest subject, string? artifactType = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Attaches an artifact of one blob to a manifest of the same repository.</summary>
    /// <param name="subject">The manifest, which need not be there yet.</param>
    /// <returns>The artifact's own manifest.</returns>
    public Task<Descriptor> AttachAsync(
        string repository, Descriptor subject, string artifactType, string mediaType, RegistryBlob blob,
        IReadOnlyDictionary<string, string> annotations, CancellationToken cancellation = default) => throw new NotImplementedException();

    public void Dispose() => _connection.Dispose();
}
