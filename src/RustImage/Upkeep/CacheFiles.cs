namespace RustImage.Upkeep;

/// <summary>
/// Looks for files with the names that the cache gives. A user may have named a directory with other files as the cache, and these are
/// nobody's business. Files may vanish at any time.
/// </summary>
internal static class CacheFiles
{
    /// <returns>The files that are named by a digest; with an extension, those of that extension.</returns>
    public static IReadOnlyList<FileInfo> Named(string directory, string extension = "") =>
        [.. List(directory, d => d.EnumerateFiles($"*{extension}")).Where(f => IsDigest(f.Name[..^extension.Length]))];

    public static IReadOnlyList<DirectoryInfo> NamedDirectories(string directory) =>
        [.. Directories(directory).Where(d => IsDigest(d.Name))];

    public static IReadOnlyList<DirectoryInfo> Directories(string directory) => List(directory, d => d.EnumerateDirectories());

    /// <returns>The temporary files and directories of builds.</returns>
    public static IReadOnlyList<FileSystemInfo> Temporary(string directory) => List(
        directory, d => d.EnumerateFileSystemInfos().Where(f => f.Extension == ".tmp" || IsAtomic(f.FullName)));

    /// <returns>The number of bytes of a file, or of all files below a directory; 0 where it has vanished.</returns>
    public static long SizeOf(FileSystemInfo item)
    {
        try
        {
            return item is DirectoryInfo directory ? directory.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
                : ((FileInfo)item).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static bool IsDigest(string name) => Digest.TryParse($"sha256:{name}") is not null;

    private static bool IsAtomic(string path) =>
        AtomicFile.TargetOf(path) is { } target && IsDigest(Path.GetFileNameWithoutExtension(target));

    private static List<T> List<T>(string directory, Func<DirectoryInfo, IEnumerable<T>> list)
    {
        try
        {
            return [.. list(new DirectoryInfo(directory))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
