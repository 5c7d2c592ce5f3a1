using System.Collections.Concurrent;
using RustImage.Images;
using RustImage.Registry;

namespace RustImage.Outputs.Registries;

/// <summary>Pushes an image to one registry in three steps, so that all registries can finish each step before the next.</summary>
internal sealed class RegistryPush(
    PublishedImage image, IReadOnlyList<ImageReference> references, RegistryClient client, RegistrySettings settings,
    BlobLocationCache locations, ByteCount count)
    : IDisposable
{
    private readonly ConcurrentBag<(ImageReference Reference, BlobPushResult Result, long Size)> _pushes = [];
    private readonly HashSet<ImageReference> _complete = [];
    private readonly List<(ImageReference Reference, Diagnostic Warning)> _warnings = [];
    private readonly TagPlatforms _platforms = new(client);

    /// <summary>Pushes the blobs, one repository after the other: the second one mounts what the first one got.</summary>
    public async Task PushBlobsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references)
        {
            // A registry accepts a manifest only with all its blobs, and an index comes after its manifests. So where the root exists,
            // everything does.
            var found = await client.FindManifestAsync(reference.Repository, image.Digest.ToString(), cancellation).ConfigureAwait(false);
            if (found is not null)
            {
                _complete.Add(reference);
                continue;
            }
            // The largest blob comes first, so that it is not sent alone in the end.
            await Parallel.ForEachAsync(
                image.Blobs.OrderByDescending(b => b.Size).Select(b => new RegistryBlob(b.Digest, b.Size, b.Title, b.Open)),
                new ParallelOptions { MaxDegreeOfParallelism = settings.Uploads, CancellationToken = cancellation },
                async (blob, token) => await PushAsync(reference, blob, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    public async Task PushManifestsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references.Where(r => !_complete.Contains(r)))
            foreach (var manifest in image.Manifests)
                await PushManifestAsync(reference, manifest.Digest.ToString(), manifest, cancellation).ConfigureAwait(false);
    }

    /// <summary>Moves the tags. Warns where one leaves an image for another platform.</summary>
    public async Task PushTagsAsync(CancellationToken cancellation)
    {
        foreach (var reference in references)
        {
            foreach (var tag in reference.Tags)
            {
                var known = await client.FindManifestAsync(reference.Repository, tag, cancellation).ConfigureAwait(false);
                if (known?.Digest == image.Digest)
                    continue;
                if (known is not null)
                    await WarnOfPlatformAsync(reference, tag, known, cancellation).ConfigureAwait(false);
                await PushManifestAsync(reference, tag, image.Root, cancellation).ConfigureAwait(false);
            }
        }
    }

    public IEnumerable<PushedImage> Results() =>
        from reference in references
        let own = _pushes.Where(p => p.Reference == reference).ToList()
        let uploaded = own.Where(p => p.Result == BlobPushResult.Uploaded).ToList()
        let mounted = own.Count(p => p.Result == BlobPushResult.Mounted)
        select new PushedImage(reference, image.Digest, uploaded.Count, mounted, uploaded.Sum(p => p.Size))
        {
            Warnings = [.. _warnings.Where(w => w.Reference == reference).Select(w => w.Warning)],
        };

    public void Dispose() => client.Dispose();

    /// <summary>
    /// The repositories that a blob may be mounted from. For a layer of the base image, the base's repository comes first.
    /// </summary>
    private IEnumerable<string> FindLenders(RegistryBlob blob)
    {
        var known = locations.FindRepositories(client.Registry, blob.Digest);
        var bases = from one in image.Images
                    where one.Base?.Registry == client.Registry && one.Layers.Any(l => l.Layer.IsBase && l.Digest == blob.Digest)
                    select one.Base!.Repository;
        return bases.Concat(known);
    }

    private async Task WarnOfPlatformAsync(ImageReference reference, string tag, Descriptor known, CancellationToken cancellation)
    {
        var own = image.Platforms;
        if (await _platforms.FindAsync(reference.Repository, known, cancellation).ConfigureAwait(false) is { } before
            && own.All(p => TagPlatforms.Differ(before, p)))
        {
            var name = $"{reference.Registry}/{reference.Repository}:{tag}";
            _warnings.Add((reference, Messages.OtherPlatformReplaced(name, $"{before}", string.Join(" and ", own), known.Digest)));
        }
    }

    private Task PushManifestAsync(ImageReference reference, string name, Blob manifest, CancellationToken cancellation) =>
        client.PushManifestAsync(reference.Repository, name, manifest.MediaType, manifest.Bytes, cancellation);

    private async Task PushAsync(ImageReference reference, RegistryBlob blob, CancellationToken cancellation)
    {
        var lenders = FindLenders(blob).Where(r => r != reference.Repository).Distinct().ToList();
        var onBytes = count.ForBlob();
        var result = await client.PushBlobAsync(reference.Repository, blob, lenders, onBytes, cancellation).ConfigureAwait(false);
        onBytes(blob.Size);
        locations.Add(client.Registry, blob.Digest, reference.Repository);
        _pushes.Add((reference, result, blob.Size));
    }
}
