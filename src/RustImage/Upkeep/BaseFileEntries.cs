using RustImage.Base.Content;
using RustImage.Cache;

namespace RustImage.Upkeep;

/// <summary>Reads which files of base images are unpacked in the cache.</summary>
internal static class BaseFileEntries
{
    private const string Extension = ".json";

    /// <summary>
    /// The files of one layer are one thing. A file that several layers have belongs to the one that was used last: where the things that
    /// were not used for long are removed, it stays as long as one of its layers does.
    /// </summary>
    public static IEnumerable<CacheEntry> Read(CacheLayout layout)
    {
        var rest = CacheFiles.Named(layout.BaseFiles).ToDictionary(f => f.Name);
        foreach (var tree in CacheFiles.Named(layout.BaseTrees, Extension).OrderByDescending(f => f.LastWriteTimeUtc))
        {
            var files = new List<FileInfo> { tree };
            foreach (var content in ContentStore.ReadIndex(tree.FullName)?.Entries.Select(e => e.Content).OfType<Digest>() ?? [])
            {
                if (rest.Remove(content.Hex, out var file))
                    files.Add(file);
            }
            yield return new CacheEntry(
                CacheKind.BaseFiles, files.Sum(CacheFiles.SizeOf), tree.LastWriteTimeUtc, [.. files.Select(f => f.FullName)]);
        }
        foreach (var file in rest.Values)
            yield return CacheContent.Of(CacheKind.BaseFiles, file);
    }
}
