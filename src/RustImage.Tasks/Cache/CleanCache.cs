using Microsoft.Build.Framework;
using RustImage.Cache;
using RustImage.Upkeep;

namespace RustImage.Tasks;

/// <summary>Removes from the cache what was not used for long, or what makes it too large; without a limit, everything.</summary>
public sealed class CleanCache : RustImageTask
{
    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>RustImageCacheAge, or empty.</summary>
    public string Age { get; set; } = "";

    /// <summary>RustImageCacheSize, or empty.</summary>
    public string Size { get; set; } = "";

    /// <summary>How long to wait for builds.</summary>
    internal TimeSpan Patience { get; set; } = CacheLock.Patience;

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var limits = CacheLimits.Parse(Age, Size);
        if (CacheHold.IsHeld(BuildEngine, CacheDirectory))
            throw Messages.CacheBusy(CacheDirectory, "this build itself").ToException();
        var cleaned = await new CacheCleaner(CacheDirectory).RunAsync(
            limits,
            () => Log.LogMessage(new Announcement($"Waiting for the builds that use the cache '{CacheDirectory}'.")),
            Patience, cancellation).ConfigureAwait(false);
        Log.Print(CacheTable.CleanedLines(CacheDirectory, cleaned));
    }
}
