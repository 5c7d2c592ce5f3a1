using RustImage.Cache;
using RustImage.Debian.Packages;

namespace RustImage.Upkeep;

/// <summary>Reads which packages and indexes of Debian's archives are in the cache.</summary>
internal static class DebianEntries
{
    /// <summary>How a .deb starts (deb(5)).</summary>
    private static readonly byte[] Archive = [.. "!<arch>\n"u8];

    public static IEnumerable<CacheEntry> Read(CacheLayout layout)
    {
        var downloads = CacheFiles.Named(Path.Combine(CacheLayout.DownloadsIn(layout.Debian), "sha256"));
        var packages = CacheFiles.NamedDirectories(CacheLayout.PackagesIn(layout.Debian));
        return downloads.Select(f => CacheContent.Of(IsPackage(f.FullName) ? CacheKind.DebianDownload : CacheKind.DebianIndex, f))
            .Concat(packages.Select(ReadPackage));
    }

    private static CacheEntry ReadPackage(DirectoryInfo package)
    {
        // The list of its files carries the time of the last use.
        var list = new FileInfo(StoreLayout.ContentOf(package.FullName));
        var entry = CacheContent.Of(CacheKind.DebianPackage, package);
        return list.Exists ? entry with { LastUse = list.LastWriteTimeUtc } : entry;
    }

    private static bool IsPackage(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[Archive.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Archive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
