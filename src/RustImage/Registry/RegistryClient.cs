using RustImage.Registry.Blobs;
using RustImage.Registry.Connection;
using RustImage.Registry.Manifests;
using RustImage.Registry.Referrers;
using RustImage.Registry.Requests;

namespace RustImage.Registry;

/// <summary>A manifest that was pulled, byte for byte.</summary>
internal sealed record PulledManifest(Descriptor Descriptor, byte[] Bytes);

/// <summary>How the registry got a blob.</summary>
internal enum BlobPushResult
{
    /// <summary>The registry had it before.</summary>
    Present,

    /// <summary>The registry mounted it from another of its repositories.</summary>
    Mounted,

    /// <summary>Its bytes were sent.</summary>
    Uploaded,
}

/// <summary>A client of one registry (OCI distribution-spec 1.1). It can send several requests at once.</summary>
internal sealed class RegistryClient : IDisposable
{
    private readonly RequestSender _requests;
    private readonly ManifestRequests _manifests;
    private readonly BlobRequests _blobs;
    private readonly ReferrerRequests _referrers;
    private readonly PushCheck _check;

    /// <param name="registry">The registry's name as users write it: <c>ghcr.io</c>, <c>docker.io</c>, <c>localhost:5000</c>.</param>
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
        _check = new PushCheck(_requests, _manifests);
    }

    public string Registry => _requests.Registry;

    /// <summary>Gets the descriptor of a manifest without the manifest.</summary>
    /// <param name="reference">A tag or a digest.</param>
    /// <returns>Null where the manifest is missing.</returns>
    /// <exception cref="RustImageException">
    /// RIMG6101 and following: access is denied. RIMG6201 to RIMG6205: the registry fails or does not answer.
    /// </exception>
    public Task<Descriptor?> FindManifestAsync(string repository, string reference, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_manifests.FindAsync(Name(repository), reference, cancellation));

    /// <summary>Finds out whether the registry lets this machine push to a repository. Changes nothing.</summary>
    /// <param name="tag">A tag that will be pushed.</param>
    /// <inheritdoc cref="FindManifestAsync" path="/exception"/>
    public Task CheckPushAsync(string repository, string tag, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_check.RunAsync(Name(repository), tag, cancellation));

    /// <summary>Pulls a manifest. Its digest is verified where <paramref name="reference"/> is a digest.</summary>
    /// <inheritdoc cref="FindManifestAsync"/>
    public Task<PulledManifest?> PullManifestAsync(string repository, string reference, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_manifests.PullAsync(Name(repository), reference, cancellation));

    /// <summary>Pulls a blob and verifies its digest. After a broken connection, it gets only the rest.</summary>
    /// <param name="destination">
    /// Can be read, written and sought in. Its content is taken for the first bytes of the blob, and only the rest is pulled.
    /// </param>
    /// <param name="onBytes">Called with the number of bytes that are here whenever it changes.</param>
    /// <exception cref="RustImageException">
    /// RIMG6201 to RIMG6204: the registry does not give the blob, or gave wrong bytes twice.
    /// </exception>
    public Task PullBlobAsync(
        string repository, Descriptor blob, Stream destination, Action<long>? onBytes = null, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(new BlobDownload(_requests, Name(repository), blob).RunAsync(destination, onBytes, cancellation));

    /// <exception cref="RustImageException">RIMG6201 to RIMG6203: the registry fails or does not answer.</exception>
    public Task<bool> HasBlobAsync(string repository, Digest digest, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_blobs.HasAsync(Name(repository), digest, cancellation));

    /// <summary>Pushes a blob: does nothing where the registry has it, tries to mount it, and else sends it.</summary>
    /// <param name="mountFrom">
    /// Repositories of the same registry that may have the blob, the likeliest first. Only two are tried.
    /// </param>
    /// <param name="onBytes">
    /// Called with the number of bytes that the registry has whenever it changes. It becomes smaller where the registry lost some.
    /// </param>
    /// <exception cref="RustImageException">
    /// RIMG6201 to RIMG6212: the registry refuses the blob, or its file has other bytes. RIMG0002: the file can't be read.
    /// </exception>
    public Task<BlobPushResult> PushBlobAsync(
        string repository, RegistryBlob blob, IReadOnlyList<string> mountFrom,
        Action<long>? onBytes = null, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_blobs.PushAsync(Name(repository), blob, [.. mountFrom.Select(Name)], onBytes, cancellation));

    /// <summary>Pushes a manifest under a tag or its digest, and checks that the registry then has the same bytes.</summary>
    /// <exception cref="RustImageException">RIMG6206: the registry has another manifest. RIMG6207: it has none.</exception>
    public Task PushManifestAsync(
        string repository, string reference, string mediaType, byte[] bytes, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_manifests.PushAsync(Name(repository), reference, mediaType, bytes, cancellation));

    /// <returns>All tags; none where the repository does not exist.</returns>
    /// <exception cref="RustImageException">RIMG6210: the answer is not a list of tags.</exception>
    public Task<IReadOnlyList<string>> ListTagsAsync(string repository, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(TagList.ReadAsync(_requests, Name(repository), cancellation));

    /// <summary>Lists what is attached to a manifest, with the referrers API or, where that is missing, with the referrers tag.</summary>
    /// <param name="artifactType">The type of artifacts to list; null for all.</param>
    /// <exception cref="RustImageException">RIMG6210: the answer is not an image index.</exception>
    public Task<IReadOnlyList<Descriptor>> ListReferrersAsync(
        string repository, Digest subject, string? artifactType = null, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_referrers.ListAsync(Name(repository), subject, artifactType, cancellation));

    /// <summary>Attaches an artifact with one blob to a manifest of the same repository.</summary>
    /// <param name="subject">The manifest, which need not exist yet.</param>
    /// <returns>The descriptor of the artifact's manifest.</returns>
    /// <exception cref="RustImageException">
    /// The errors of a push; RIMG6211: without the referrers API, other writers remove the entry again and again.
    /// </exception>
    public Task<Descriptor> AttachAsync(
        string repository, Descriptor subject, string artifactType, string mediaType, RegistryBlob blob,
        IReadOnlyDictionary<string, string> annotations, CancellationToken cancellation = default) =>
        ConvertErrorsAsync(_referrers.AttachAsync(Name(repository), subject, artifactType, mediaType, blob, annotations, cancellation));

    public void Dispose()
    {
        _referrers.Dispose();
        _requests.Dispose();
    }

    /// <summary>The repository's name in the registry.</summary>
    private string Name(string repository) => RegistryName.Complete(Registry, repository);

    /// <summary>Turns the internal exception for denied access into a coded one.</summary>
    private static async Task<T> ConvertErrorsAsync<T>(Task<T> operation)
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

    private static async Task ConvertErrorsAsync(Task operation)
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
