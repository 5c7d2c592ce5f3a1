using RustImage.Images;
using RustImage.Registry;

namespace RustImage.Outputs.Registries;

/// <summary>Pushes an image to all its registries and repositories.</summary>
/// <remarks>
/// All blobs come first, then all manifests, an index after those that it names, then all tags. So a tag never names an incomplete image,
/// and no tag moves before every registry has the image.
/// </remarks>
/// <param name="locations">Where blobs were pushed before, so that they can be mounted.</param>
internal sealed class RegistryOutput(RegistrySettings settings, BlobLocationCache locations, IProgress<PushProgress>? progress = null)
    : IImageOutput<PublishedImage, IReadOnlyList<PushedImage>>
{
    /// <param name="image">An image whose references all have a registry.</param>
    /// <exception cref="RustImageException">
    /// RIMG5005: a reference has no registry. RIMG61xx, RIMG62xx: a registry refuses, or does not answer.
    /// </exception>
    public async Task<IReadOnlyList<PushedImage>> WriteAsync(PublishedImage image, CancellationToken cancellation = default)
    {
        CheckNamed(image.References);
        var total = image.Blobs.Sum(b => b.Size) * image.References.Count;
        var count = new ByteCount(sum => progress?.Report(new PushProgress(sum, total)));
        var pushes = image.References.GroupBy(r => r.Registry!)
            .Select(g => new RegistryPush(image, [.. g], new RegistryClient(g.Key, settings), settings, locations, count)).ToList();
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

    /// <summary>Checks that the registries answer and would let this machine push, before there is an image. Changes nothing.</summary>
    /// <param name="references">The names that the image will have.</param>
    /// <inheritdoc cref="WriteAsync" path="/exception"/>
    public static async Task CheckAccessAsync(
        RegistrySettings settings, IReadOnlyList<ImageReference> references, CancellationToken cancellation = default)
    {
        CheckNamed(references);
        foreach (var registry in references.GroupBy(r => r.Registry!))
        {
            using var client = new RegistryClient(registry.Key, settings);
            foreach (var reference in registry)
                await client.CheckPushAsync(reference.Repository, reference.Tags[0], cancellation).ConfigureAwait(false);
        }
    }

    private static void CheckNamed(IReadOnlyList<ImageReference> references)
    {
        if (references.Any(r => r.Registry is null))
            throw Messages.BadRegistry("").ToException();
    }

    /// <summary>Takes one step of all pushes in parallel. The first that fails cancels the others.</summary>
    private static Task AllAsync(
        IReadOnlyList<RegistryPush> pushes, Func<RegistryPush, CancellationToken, Task> step, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            pushes, new ParallelOptions { MaxDegreeOfParallelism = pushes.Count, CancellationToken = cancellation },
            async (p, token) => await step(p, token).ConfigureAwait(false));
}
