using RustImage.Base.Content;
using RustImage.Base.Sources;
using RustImage.Debian.Locks;
using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base;

/// <summary>How a base is pulled and locked.</summary>
/// <param name="LockFile">RustImageLockFile, a full path.</param>
/// <param name="Locked">RustImageLocked: whether the lock must name the base already.</param>
/// <param name="TurnDirectory">Where builds take turns at the lock: the same as for packages.</param>
/// <param name="CacheDirectory">RustImageCacheDirectory.</param>
public sealed record BaseSettings(string LockFile, bool Locked, string TurnDirectory, string CacheDirectory, RegistrySettings Registries);

/// <summary>How far a pull is.</summary>
/// <param name="TotalBytes">Of the layers that were not there.</param>
public sealed record BaseProgress(string Name, long Bytes, long TotalBytes);

/// <param name="Before">What the lock said; null where it did not name the base.</param>
/// <param name="After">What it says now; null where the base needs no entry.</param>
public sealed record PulledBase(BaseImage Image, Digest? Before, Digest? After);

/// <summary>Gets the base of an image onto this machine, by what the lock says.</summary>
public sealed class BasePull(BaseSettings settings, IProgress<BaseProgress>? progress = null)
{
    private readonly LayerStore _layers = new(settings.CacheDirectory);

    /// <summary>With the digest that the lock has, or, where it has none, with today's, which is locked from then on.</summary>
    /// <param name="update">Move the lock to what the name leads to today.</param>
    /// <exception cref="RustImageException">
    /// RIMG5102 to RIMG5108: there is no such base, or none to build on. RIMG5109: the lock must not change, and does not name it. RIMG6101 and following: of registries.
    /// </exception>
    public async Task<PulledBase> RunAsync(BaseReference reference, Platform platform, bool update, CancellationToken cancellation = default)
    {
        if (!IsLocked(reference))
            return new(await PullAsync(reference, reference.Digest, platform, cancellation).ConfigureAwait(false), null, null);
        while (true)
        {
            var before = LockFile.Read(settings.LockFile);
            var locked = before?.FindBase(reference.Name);
            if (!update && locked is null && settings.Locked)
                throw Messages.BaseNotLocked(reference.Name, settings.LockFile).ToException();
            var image = await PullAsync(reference, update ? null : locked, platform, cancellation).ConfigureAwait(false);
            if (image.Digest == locked)
                return new(image, locked, locked);
            var after = PackageLock.WithBase(before, reference.Name, image.Digest);
            if (await LockFile.ReplaceAsync(settings.LockFile, before, after, settings.TurnDirectory, cancellation).ConfigureAwait(false))
                return new(image, locked, image.Digest);
        }
    }

    /// <summary>Whether the name of a base leads to something else today than the lock says. Changes nothing.</summary>
    /// <returns>RIMG5111 for a base that has moved on; null where all is as locked, or nothing is to be locked.</returns>
    /// <exception cref="RustImageException">RIMG5102: there is no such base any more. RIMG5109: the lock does not name it.</exception>
    public async Task<Diagnostic?> CheckAsync(BaseReference reference, CancellationToken cancellation = default)
    {
        if (!IsLocked(reference) || reference is not RegistryReference registry)
            return null;
        var locked = LockFile.Read(settings.LockFile)?.FindBase(reference.Name) ?? throw Messages.BaseNotLocked(reference.Name, settings.LockFile).ToException();
        using var source = new RegistrySource(registry, settings.Registries, new BlobCache(settings.CacheDirectory));
        var today = await source.TodayAsync(cancellation).ConfigureAwait(false);
        return today == locked ? null : Messages.BaseMoved(reference.Name, locked, today);
    }

    /// <summary>A digest pins by itself. A file of this machine is made by a build, and may change with its sources.</summary>
    private static bool IsLocked(BaseReference reference) => reference is RegistryReference { Digest: null };

    private async Task<BaseImage> PullAsync(BaseReference reference, Digest? digest, Platform platform, CancellationToken cancellation)
    {
        using var source = BaseSourceFactory.Open(reference, settings.Registries, new BlobCache(settings.CacheDirectory), cancellation);
        var image = await source.FindAsync(digest, platform, cancellation).ConfigureAwait(false);
        var total = image.Layers.DistinctBy(l => l.Digest).Where(l => _layers.Find(l.Digest) is null).Sum(l => l.Size);
        var count = new ByteCount(sum => progress?.Report(new BaseProgress(reference.Name, sum, total)));
        var layers = new CompressedLayer[image.Layers.Count];
        // The first that fails ends the others.
        await Parallel.ForAsync(
            0, layers.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Registries.Connections, CancellationToken = cancellation },
            async (i, token) =>
            {
                var (layer, diffId) = (image.Layers[i], image.DiffIds[i]);
                layers[i] = (await _layers.GetAsync(source, layer, diffId, count.ForBlob(), token).ConfigureAwait(false)).ToLayer(i + 1);
            }).ConfigureAwait(false);
        return new BaseImage(reference.Name, image.Digest, image.Config, layers)
        {
            Repository = reference is RegistryReference registry ? new BaseRepository(registry.Registry, registry.Repository) : null,
        };
    }
}
