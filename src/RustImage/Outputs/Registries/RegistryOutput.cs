using RustImage.Images;
using RustImage.Registry;

namespace RustImage.Outputs.Registries;

/// <summary>
/// Brings an image to all its registries and repositories. Blobs first, everywhere, then manifests, then tags: a tag never names
/// what is not all there, and none moves before every registry has taken the image.
/// </summary>
public sealed class RegistryOutput(RegistrySettings settings, BlobLocationCache memory, IProgress<PushProgress>? progress = null)
    : IImageOutput<CompressedImage, IReadOnlyList<PushedImage>>
{
    /// <param name="image">With a registry in each of its references.</param>
    /// <exception cref="RustImageException">RIMG5005: a reference has no registry. RIMG61xx and RIMG62xx: a registry refuses, or does not answer.</exception>
    public async Task<IReadOnlyList<PushedImage>> WriteAsync(CompressedImage image, CancellationToken cancellation = default)
    {
        if (image.References.Any(r => r.Registry is null))
            throw Messages.BadRegistry("").ToException();
        var total = image.Blobs.Sum(b => b.Size) * image.References.Count;
        var count = new ByteCount(sum => progress?.Report(new PushProgress(sum, total)));
        var pushes = image.References.GroupBy(r => r.Registry!)
            .Select(g => new RegistryPush(image, [.. g], new RegistryClient(g.Key, settings), settings, memory, count)).ToList();
        try
        {
            await AllAsync(pushes, (p, token) => p.PushBlobsAsync(token), cancellation).ConfigureAwait(false);
            await AllAsync(pushes, (p, token) => p.PushManifestsAsync(token), cancellation).ConfigureAwait(false);
            await AllAsync(pushes, (p, token) => p.PushTagsAsync(token), cancellation).ConfigureAwait(false);
            return [.. pushes.SelectMany(p => p.Results())];
        }
        finally
        {
            pushes.ForEach(p => p.Dispose());
        }
    }

    /// <summary>The first that fails ends the others.</summary>
    private static Task AllAsync(IReadOnlyList<RegistryPush> pushes, Func<RegistryPush, CancellationToken, Task> step, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            pushes, new ParallelOptions { MaxDegreeOfParallelism = pushes.Count, CancellationToken = cancellation }, async (p, token) => await step(p, token).ConfigureAwait(false));
}
