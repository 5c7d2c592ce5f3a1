using RustImage.Registry.Blobs;
using RustImage.Registry.Connection;
using RustImage.Registry.Manifests;
using RustImage.Registry.Referrers;
using RustImage.Registry.Requests;

namespace RustImage.Registry;

/// <summary>A manifest as a registry gives it.</summary>
public sealed record PulledManifest(Descriptor Descriptor, byte[] Bytes);

/// <summary>How a blob came to be where it was pushed to.</summary>
public enum BlobPushResult
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
    private readonly RequestSender _requests;
    private readonly ManifestRequests _manifests;
    private readonly BlobRequests _blobs;
    private readonly ReferrerRequests _referrers;

    /// <param name="registry">As users name it: <c>ghcr.io</c>, <c>docker.io</c>, <c>localhost:5000</c>.</param>
    public RegistryClient(string registry, RegistrySettings settings)
        : this(RegistryConnection.Open(registry, settings), settings)
    {
    }

    internal RegistryClient(IRegistryConnection connection, RegistrySettings settings)
    {
        _requests = new RequestSender(connection, settings);
        _manifests = new ManifestRequests(_requests);
        _blobs = new BlobRequests(_requests);
        _referrers = new ReferrerRequests(_requests, _manifests, _blobs);
    }

    public string Registry => _requests.Registry;

    /// <summary>Asks for a manifest without its bytes.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="RustImageException">RIMG6101 and following: no access. RIMG6201 to RIMG6205: no answer, or none that helps.</exception>
    public Task<Descriptor?> FindManifestAsync(string repository, string reference, CancellationToken cancellation = default) =>
        Coded(_manifests.FindAsync(Name(repository), reference, cancellation));

    /// <summary>Gets a manifest, whose digest is checked where <paramref name="reference"/> is one.</summary>
    /// <inheritdoc cref="FindManifestAsync"/>
    public Task<PulledManifest?> PullManifestAsync(string repository, string reference, CancellationToken cancellation = default) =>
        Coded(_manifests.PullAsync(Name(repository), reference, cancellation));

    /// <summary>Gets a blob, in several tries where the connection breaks, and checks its digest.</summary>
    /// <param name="destination">To read, write and seek in. What it holds is taken for the blob's first bytes, and only the rest is had.</param>
    /// <param name="onBytes">Told how many bytes are here, whenever some came.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6204: the registry does not give it, or other bytes, and then again.</exception>
    public Task PullBlobAsync(string repository, Descriptor blob, Stream destination, Action<long>? onBytes = null, CancellationToken cancellation = default) =>
        Coded(new BlobDownload(_requests, Name(repository), blob).RunAsync(destination, onBytes, cancellation));

    /// <exception cref="RustImageException">RIMG6201 to RIMG6203: no answer, or none that helps.</exception>
    public Task<bool> HasBlobAsync(string repository, Digest digest, CancellationToken cancellation = default) =>
        Coded(_blobs.HasAsync(Name(repository), digest, cancellation));

    /// <summary>Makes the registry have a blob: present, mounted from one of the repositories that may have it, or sent.</summary>
    /// <param name="mountFrom">Repositories of the same registry, the likeliest first; two are tried.</param>
    /// <param name="onBytes">Told how many bytes of this blob are there, whenever some went; less than before where the registry lost some.</param>
    /// <exception cref="RustImageException">RIMG6201 to RIMG6212: the registry does not take it, or the file has other bytes. RIMG0002: the file can't be read.</exception>
    public Task<BlobPushResult> PushBlobAsync(
        string repository, RegistryBlob blob, IReadOnlyList<string> mountFrom, Action<long>? onBytes = null, CancellationToken cancellation = default) =>
        Coded(_blobs.PushAsync(Name(repository), blob, [.. mountFrom.Select(Name)], onBytes, cancellation));

    /// <summary>Puts a manifest under a tag or its digest, and checks that the registry has the same bytes then.</summary>
    /// <exception cref="RustImageException">RIMG6206: the registry made another manifest of it. RIMG6207: it does not have it.</exception>
    public Task PushManifestAsync(string repository, string reference, string mediaType, byte[] bytes, CancellationToken cancellation = default) =>
        Coded(_manifests.PushAsync(Name(repository), reference, mediaType, bytes, cancellation));

    /// <returns>All tags, page by page; none where the repository is not there.</returns>
    /// <exception cref="RustImageException">RIMG6210: the answer is no list of tags.</exception>
    public Task<IReadOnlyList<string>> ListTagsAsync(string repository, CancellationToken cancellation = default) =>
        Coded(TagList.ReadAsync(_requests, Name(repository), cancellation));

    /// <summary>What is attached to a manifest, by the referrers API or, where a registry lacks it, by the tag of the same meaning.</summary>
    /// <param name="artifactType">Only such; null for all.</param>
    /// <exception cref="RustImageException">RIMG6210: the answer is no image index.</exception>
    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(
        string repository, Digest subject, string? artifactType = null, CancellationToken cancellation = default) =>
        Coded(_referrers.ListAsync(Name(repository), subject, artifactType, cancellation));

    /// <summary>Attaches an artifact of one blob to a manifest of the same repository.</summary>
    /// <param name="subject">The manifest, which need not be there yet.</param>
    /// <returns>The artifact's own manifest.</returns>
    /// <exception cref="RustImageException">As of pushing; RIMG6211: without the referrers API, other writers lose the entry again and again.</exception>
    public Task<Descriptor> AttachAsync(
        string repository, Descriptor subject, string artifactType, string mediaType, RegistryBlob blob,
        IReadOnlyDictionary<string, string> annotations, CancellationToken cancellation = default) =>
        Coded(_referrers.AttachAsync(Name(repository), subject, artifactType, mediaType, blob, annotations, cancellation));

    public void Dispose()
    {
        _referrers.Dispose();
        _requests.Dispose();
    }

    /// <summary>As the registry itself knows it.</summary>
    private string Name(string repository) => RegistryName.Complete(Registry, repository);

    private static async Task<T> Coded<T>(Task<T> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (RegistryDeniedException e)
        {
            throw e.Diagnostic.ToException(e);
        }
    }

    private static async Task Coded(Task operation)
    {
        try
        {
            await operation.ConfigureAwait(false);
        }
        catch (RegistryDeniedException e)
        {
            throw e.Diagnostic.ToException(e);
        }
    }
}
