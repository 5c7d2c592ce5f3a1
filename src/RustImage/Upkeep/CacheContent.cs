using RustImage.Cache;

namespace RustImage.Upkeep;

/// <summary>Everything in the cache, with its size and its last use.</summary>
internal static class CacheContent
{
    /// <summary>Each file counts once: what several things share belongs to the one that was used last.</summary>
    /// <param name="directory">RustImageCacheDirectory; it may be missing.</param>
    public static IReadOnlyList<CacheEntry> Read(string directory)
    {
        var layout = new CacheLayout(directory);
        return
        [
            .. DebianEntries.Read(layout), .. BlobEntries.Read(layout), .. BaseFileEntries.Read(layout), .. ReadPushedBlobs(layout),
            .. ReadUnfinished(layout),
        ];
    }

    internal static CacheEntry Of(CacheKind kind, FileSystemInfo item) =>
        new(kind, CacheFiles.SizeOf(item), item.LastWriteTimeUtc, [item.FullName]);

    private static IEnumerable<CacheEntry> ReadPushedBlobs(CacheLayout layout) =>
        CacheFiles.Directories(layout.Registries).SelectMany(d => CacheFiles.Named(d.FullName)).Select(f => Of(CacheKind.PushedBlob, f));

    private static IEnumerable<CacheEntry> ReadUnfinished(CacheLayout layout)
    {
        string[] directories =
        [
            layout.BlobRoot, layout.Blobs, layout.BaseFiles, layout.BaseTrees, layout.BaseRecords, CacheLayout.PackagesIn(layout.Debian),
            .. CacheFiles.Directories(layout.LayerRecords).Concat(CacheFiles.Directories(layout.Registries)).Select(d => d.FullName),
        ];
        var partial = Path.Combine(CacheLayout.DownloadsIn(layout.Debian), "partial");
        return directories.SelectMany(CacheFiles.Temporary).Concat(CacheFiles.Named(partial)).Select(f => Of(CacheKind.Unfinished, f));
    }
}
