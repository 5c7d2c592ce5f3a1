using System.Globalization;

namespace RustImage.Debian.Packages;

/// <summary>
/// The layout of the store: <c>DIGEST/content.json</c> and <c>DIGEST/files/NUMBER</c> of each package, and <c>RANDOM.tmp</c> of a package
/// that is being unpacked.
/// </summary>
internal static class StoreLayout
{
    private const string Temporary = ".tmp";

    /// <summary>
    /// The time of every file in the store. A file with another time was written to. All file systems, and the archives in which build
    /// servers keep caches, can store even seconds.
    /// </summary>
    public static DateTime FileTime { get; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The age at which an unfinished package is removed.</summary>
    public static TimeSpan TemporaryLifetime { get; } = TimeSpan.FromDays(1);

    public static string ContentOf(string package) => Path.Combine(package, "content.json");

    public static string FilesOf(string package) => Path.Combine(package, "files");

    public static string FileOf(string package, int number) =>
        Path.Combine(FilesOf(package), number.ToString(CultureInfo.InvariantCulture));

    /// <returns>The directory of the package that a file of the store belongs to.</returns>
    public static string PackageOf(string file) => Path.GetDirectoryName(Path.GetDirectoryName(file)!)!;

    public static string NewTemporary(string store) => Path.Combine(store, Path.GetRandomFileName() + Temporary);

    /// <summary>Removes the unfinished packages of builds that were killed.</summary>
    public static void RemoveOldTemporaries(string store)
    {
        foreach (var directory in new DirectoryInfo(store).EnumerateDirectories("*" + Temporary))
        {
            if (DateTime.UtcNow - directory.LastWriteTimeUtc > TemporaryLifetime)
                Remove(directory.FullName);
        }
    }

    /// <summary>Removes as much as possible. Another program may have a file open; a later build then removes the rest.</summary>
    public static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
