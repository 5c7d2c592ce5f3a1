using System.Collections.Concurrent;
using RustImage.Images;
using RustImage.Registry;

namespace RustImage.Outputs.Registries;

/// <summary>One registry's share of a push, in three steps, so that all registries can take each step together.</summary>
internal sealed class RegistryPush(
    CompressedImage image, IReadOnlyList<ImageReference> references, RegistryClient client, RegistrySettings settings,
    BlobLocationCache memory, ByteCount count)
    : IDisposable
{
    private readonly ConcurrentBag<(ImageReference Reference, BlobPushResult Outcome, long Size)> _pushes = [];
    private readonly HashSet<ImageReference> _complete = [];

    /// <summary>Blobs, to one repository after the other: the second mounts what the first got.</summary>
    public async Task PushBlobsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references)
        {
            // A registry takes a manifest only with all its blobs, so nothing is missing below one that is there.
            if (await client.FindManifestAsync(reference.Repository, image.Digest.ToString(), cancellation).ConfigureAwait(false) is not null)
            {
                _complete.Add(reference);
                continue;
            }
            // The largest first: no connection is left alone with it at the end.
            await Parallel.ForEachAsync(
                image.Blobs.OrderByDescending(b => b.Size).Select(b => new RegistryBlob(b.Digest, b.Size, b.Title, b.Open)),
                new ParallelOptions { MaxDegreeOfParallelism = settings.Uploads, CancellationToken = cancellation },
                async (blob, token) => await PushAsync(reference, blob, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    public async Task PushManifestsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references.Where(r => !_complete.Contains(r)))
            await client.PushManifestAsync(reference.Repository, image.Digest.ToString(), image.Manifest.MediaType, image.Manifest.Bytes, cancellation).ConfigureAwait(false);
    }

    public async Task PushTagsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references)
        {
            foreach (var tag in reference.Tags)
            {
                var known = _complete.Contains(reference) ? await client.FindManifestAsync(reference.Repository, tag, cancellation).ConfigureAwait(false) : null;
                if (known?.Digest != image.Digest)
                    await client.PushManifestAsync(reference.Repository, tag, image.Manifest.MediaType, image.Manifest.Bytes, cancellation).ConfigureAwait(false);
            }
        }
    }

    public IEnumerable<PushedImage> Results() =>
        from reference in references
        let own = _pushes.Where(p => p.Reference == reference).ToList()
        let uploaded = own.Where(p => p.Outcome == BlobPushResult.Uploaded).ToList()
        select new PushedImage(reference, image.Digest, uploaded.Count, own.Count(p => p.Outcome == BlobPushResult.Mounted), uploaded.Sum(p => p.Size));

    public void Dispose() => client.Dispose();

    /// <summary>The repositories that may have a blob, the base's where it is the base's.</summary>
    private IEnumerable<string> Lenders(RegistryBlob blob)
    {
        var known = memory.Repositories(client.Registry, blob.Digest);
        var isBase = image.Layers.Any(l => l.Layer.IsBase && l.Digest == blob.Digest);
        return isBase && image.Base is { } @base && @base.Registry == client.Registry
            ? known.Prepend(@base.Repository)
            : known;
    }

    private async Task PushAsync(ImageReference reference, RegistryBlob blob, CancellationToken cancellation)
    {
        var lenders = Lenders(blob).Where(r => r != reference.Repository).Distinct().ToList();
        var onBytes = count.ForBlob();
        var outcome = await client.PushBlobAsync(reference.Repository, blob, lenders, onBytes, cancellation).ConfigureAwait(false);
        onBytes(blob.Size);
        memory.Add(client.Registry, blob.Digest, reference.Repository);
        _pushes.Add((reference, outcome, blob.Size));
    }
}
