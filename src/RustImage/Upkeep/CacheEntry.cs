namespace RustImage.Upkeep;

/// <summary>Something in the cache that is removed as a whole.</summary>
/// <param name="Size">The number of bytes of all files.</param>
/// <param name="LastUse">In UTC, up to an hour early (<see cref="Cache.CacheUse"/>).</param>
/// <param name="Paths">The full paths of its files and directories, in the order in which they are removed.</param>
internal sealed record CacheEntry(CacheKind Kind, long Size, DateTime LastUse, IReadOnlyList<string> Paths);

/// <summary>The kinds of things in the cache, in the order in which ShowCache lists them.</summary>
internal enum CacheKind
{
    DebianIndex,
    DebianDownload,
    DebianPackage,
    BaseManifest,
    BaseLayer,
    BaseFiles,
    CompressedLayer,

    /// <summary>A note about which repositories have a blob.</summary>
    PushedBlob,

    /// <summary>What a download or a killed build has left.</summary>
    Unfinished,
}
