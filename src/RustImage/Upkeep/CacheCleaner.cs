using RustImage.Cache;

namespace RustImage.Upkeep;

/// <summary>What CleanCache has done.</summary>
/// <param name="Removed">Least recently used first.</param>
/// <param name="Kept">What was to be removed, and could not be: another program has a file open, or it belongs to another user.</param>
internal sealed record CleanedCache(IReadOnlyList<CacheEntry> Removed, IReadOnlyList<CacheEntry> Kept, IReadOnlyList<CacheEntry> Rest);

/// <summary>Removes from the cache what exceeds its limits.</summary>
/// <param name="directory">RustImageCacheDirectory.</param>
internal sealed class CacheCleaner(string directory)
{
    private readonly CacheLayout _layout = new(directory);

    /// <summary>
    /// Waits until no build uses the cache, and takes everything out in one go, which takes milliseconds. Builds that start in the meantime
    /// wait. Deletes the files afterwards.
    /// </summary>
    /// <param name="waiting">Called once if builds use the cache.</param>
    /// <exception cref="RustImageException">RIMG0007: builds use the cache for longer than <paramref name="patience"/>.</exception>
    public async Task<CleanedCache> RunAsync(CacheLimits limits, Action waiting, TimeSpan patience, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
            return new CleanedCache([], [], []);
        CleanedCache result;
        using (await CacheLock.TakeAsync(directory, waiting, patience, cancellation).ConfigureAwait(false))
        {
            var entries = CacheContent.Read(directory);
            var chosen = limits.Choose(entries, DateTime.UtcNow);
            var place = Path.Combine(_layout.Removed, Path.GetRandomFileName());
            var groups = chosen.ToLookup(e => MoveAway(e, place));
            result = new CleanedCache([.. groups[true]], [.. groups[false]], [.. entries.Except(chosen)]);
        }
        Delete();
        return result;
    }

    private static bool MoveAway(CacheEntry entry, string place)
    {
        Directory.CreateDirectory(place);
        foreach (var path in entry.Paths)
        {
            try
            {
                Directory.Move(path, Path.Combine(place, Path.GetRandomFileName()));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Somebody else has removed it.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Also what an earlier CleanCache could not delete, or did not because it was killed.</summary>
    private void Delete()
    {
        try
        {
            if (Directory.Exists(_layout.Removed))
                Directory.Delete(_layout.Removed, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
