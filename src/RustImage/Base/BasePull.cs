using RustImage.Base.Content;
using RustImage.Base.Sources;
using RustImage.Debian.Locks;
using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base;

/// <summary>The settings of a project by which its base image is pulled and locked.</summary>
/// <param name="LockFile">RustImageLockFile: a full path.</param>
/// <param name="Locked">RustImageLocked: whether a base that the lock does not name is an error.</param>
/// <param name="TurnDirectory">The directory where builds take turns to change the lock. Builds that lock packages use the same.</param>
/// <param name="CacheDirectory">RustImageCacheDirectory.</param>
internal sealed record BaseSettings(string LockFile, bool Locked, string TurnDirectory, string CacheDirectory, RegistrySettings Registries);

/// <summary>The progress of a pull.</summary>
/// <param name="Name">The base image.</param>
/// <param name="Bytes">The number of bytes that were pulled so far.</param>
/// <param name="TotalBytes">The size of the layers that this machine lacked.</param>
internal sealed record BaseProgress(string Name, long Bytes, long TotalBytes);

/// <summary>A base image, and what the lock says about it.</summary>
/// <param name="Before">The digest in the lock before the pull; null where the lock did not name the base.</param>
/// <param name="After">The digest in the lock after the pull; null where the base is not locked.</param>
internal sealed record PulledBase(BaseImage Image, Digest? Before, Digest? After);

/// <summary>Pulls the base image that the lock pins, and locks one that is new.</summary>
internal sealed class BasePull(BaseSettings settings, IProgress<BaseProgress>? progress = null)
{
    /// <summary>Pulls the base with the digest in the lock. Where the lock has none, pulls the newest and adds its digest.</summary>
    /// <param name="gzip">Compresses the layers that were published uncompressed.</param>
    /// <param name="update">Pulls the newest in any case, and changes the lock.</param>
    /// <exception cref="RustImageException">
    /// RIMG5102 to RIMG5108: the base is missing, or no image can be built on it. RIMG5109: the lock does not name the base and must not be
    /// changed. RIMG6101 and following: the registry can't be used.
    /// </exception>
    public async Task<PulledBase> RunAsync(
        BaseReference reference, Platform platform, GzipCompressor gzip, bool update, CancellationToken cancellation = default)
    {
        var store = new LayerStore(settings.CacheDirectory, gzip);
        if (!IsLocked(reference))
            return new(await PullAsync(reference, reference.Digest, platform, store, cancellation).ConfigureAwait(false), null, null);
        while (true)
        {
            var before = LockFile.Read(settings.LockFile);
            var locked = before?.FindBase(reference.Name);
            if (!update && locked is null && settings.Locked)
                throw Messages.BaseNotLocked(reference.Name, settings.LockFile).ToException();
            var image = await PullAsync(reference, update ? null : locked, platform, store, cancellation).ConfigureAwait(false);
            if (image.Digest == locked)
                return new(image, locked, locked);
            var after = PackageLock.WithBase(before, reference.Name, image.Digest);
            if (await LockFile.ReplaceAsync(settings.LockFile, before, after, settings.TurnDirectory, cancellation).ConfigureAwait(false))
                return new(image, locked, image.Digest);
        }
    }

    /// <summary>Checks whether the name of the base leads to another digest than the lock has. Changes nothing.</summary>
    /// <returns>RIMG5111 for a newer base; null where the base is the locked one, or is not locked at all.</returns>
    /// <exception cref="RustImageException">RIMG5102: the base was deleted. RIMG5109: the lock does not name the base.</exception>
    public async Task<Diagnostic?> CheckAsync(BaseReference reference, CancellationToken cancellation = default)
    {
        if (!IsLocked(reference) || reference is not RegistryReference registry)
            return null;
        var locked = LockFile.Read(settings.LockFile)?.FindBase(reference.Name)
            ?? throw Messages.BaseNotLocked(reference.Name, settings.LockFile).ToException();
        using var source = new RegistrySource(registry, settings.Registries, new BlobCache(settings.CacheDirectory));
        var today = await source.GetTodayAsync(cancellation).ConfigureAwait(false);
        return today == locked ? null : Messages.BaseMoved(reference.Name, locked, today);
    }

    /// <summary>
    /// Whether the lock pins the base. A digest needs no lock, and a local file is built here and may change with its sources.
    /// </summary>
    private static bool IsLocked(BaseReference reference) => reference is RegistryReference { Digest: null };

    private async Task<BaseImage> PullAsync(
        BaseReference reference, Digest? digest, Platform platform, LayerStore store, CancellationToken cancellation)
    {
        using var source = BaseSourceFactory.Open(reference, settings.Registries, new BlobCache(settings.CacheDirectory), cancellation);
        var image = await source.FindAsync(digest, platform, cancellation).ConfigureAwait(false);
        var total = image.Layers.DistinctBy(l => l.Digest).Where(l => store.Find(l.Digest) is null).Sum(l => l.Size);
        var count = new ByteCount(sum => progress?.Report(new BaseProgress(reference.Name, sum, total)));
        var layers = new CompressedLayer[image.Layers.Count];
        // The first download that fails cancels the others.
        await Parallel.ForAsync(
            0, layers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Registries.Connections, CancellationToken = cancellation },
            async (i, token) =>
            {
                var (layer, diffId) = (image.Layers[i], image.DiffIds[i]);
                layers[i] = (await store.GetAsync(source, layer, diffId, count.ForBlob(), token).ConfigureAwait(false)).ToLayer(i + 1);
            }).ConfigureAwait(false);
        return new BaseImage(reference.Name, image.Digest, image.Config, layers)
        {
            Repository = reference is RegistryReference registry ? new BaseRepository(registry.Registry, registry.Repository) : null,
        };
    }
}
