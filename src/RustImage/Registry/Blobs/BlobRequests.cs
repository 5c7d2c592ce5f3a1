using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

/// <summary>Pushes blobs: finds those that the registry has, mounts those of other repositories, and sends the rest.</summary>
internal sealed class BlobRequests(RequestSender requests)
{
    private const int MostMounts = 2;

    private readonly ChunkSizes _chunks = new(requests.Settings);

    /// <summary>Whether a mount has failed. Then blobs are looked up before the next mount is tried.</summary>
    private bool _mountsFail;

    public Task<bool> HasAsync(string repository, Digest digest, CancellationToken cancellation)
    {
        var what = $"look up the blob {digest} in '{repository}'";
        return requests.RunAsync(what, Head(repository, digest), ReadAsync, cancellation);

        async Task<bool> ReadAsync(RegistryResponse answer) => answer.IsSuccess
            || (answer.Status is 404 or 405 ? false : throw await answer.CreateRefusalAsync(what).ConfigureAwait(false));
    }

    /// <exception cref="RustImageException">RIMG6201 to RIMG6212: the registry refuses the blob.</exception>
    public async Task<BlobPushResult> PushAsync(
        string repository, RegistryBlob blob, IReadOnlyList<string> mountFrom, Action<long>? onBytes, CancellationToken cancellation)
    {
        var looksFirst = _mountsFail;
        if (looksFirst && await IsThereAsync(repository, blob, cancellation).ConfigureAwait(false))
            return BlobPushResult.Present;
        var upload = new BlobUpload(requests, _chunks, repository, blob, onBytes, c => IsThereAsync(repository, blob, c));
        try
        {
            if (await MountAsync(repository, blob, mountFrom, upload, cancellation).ConfigureAwait(false))
                return BlobPushResult.Mounted;
            if (!looksFirst && await IsThereAsync(repository, blob, cancellation).ConfigureAwait(false))
            {
                await upload.AbandonAsync().ConfigureAwait(false);
                return BlobPushResult.Present;
            }
            await upload.RunAsync(cancellation).ConfigureAwait(false);
            return BlobPushResult.Uploaded;
        }
        catch
        {
            await upload.AbandonAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Whether a HEAD request finds the blob. Errors count as no: the upload then meets the same error with a better message.
    /// </summary>
    private Task<bool> IsThereAsync(string repository, RegistryBlob blob, CancellationToken cancellation) => requests.RunAsync(
        $"look up '{blob.Name}' in '{repository}'", Head(repository, blob.Digest),
        answer => Task.FromResult(answer.IsSuccess), cancellation);

    /// <summary>
    /// Tries to mount the blob (distribution-spec, "Mounting a blob from another repository"). That only saves time, so errors are ignored.
    /// </summary>
    private async Task<bool> MountAsync(
        string repository, RegistryBlob blob, IReadOnlyList<string> mountFrom, BlobUpload upload, CancellationToken cancellation)
    {
        foreach (var from in mountFrom.Where(f => f != repository).Distinct().Take(MostMounts))
        {
            try
            {
                if (await requests.SendAsync(Mount(repository, blob.Digest, from), ReadAsync, cancellation).ConfigureAwait(false))
                    return true;
            }
            catch (Exception e) when (e is TransferException or RegistryDeniedException)
            {
                // The upload shows whether the error concerns this repository, too.
            }
            _mountsFail = true;
            if (upload.HasBegun)
                break;
        }
        return false;

        Task<bool> ReadAsync(RegistryResponse answer)
        {
            if (answer.Status == 202)
                upload.Begin(answer);
            return Task.FromResult(answer.Status == 201);
        }
    }

    private static RegistryRequest Mount(string repository, Digest digest, string from)
    {
        var query = $"mount={Uri.EscapeDataString(digest.ToString())}&from={Uri.EscapeDataString(from)}";
        var scope = new RegistryScope(repository, Push: true, MountFrom: from);
        return new(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/?{query}", scope, _ => BlobUpload.NoBytes());
    }

    private static RegistryRequest Head(string repository, Digest digest) =>
        new(HttpMethod.Head, $"/v2/{repository}/blobs/{digest}", new(repository));
}
