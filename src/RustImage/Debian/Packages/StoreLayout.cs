using System.Globalization;

namespace RustImage.Debian.Packages;

/// <summary>Where the store keeps what: <c>DIGEST/content.json</c> and <c>DIGEST/files/NUMBER</c>, and <c>RANDOM.tmp</c> while a package is unpacked.</summary>
internal static class StoreLayout
{
    private const string Temporary = ".tmp";

    /// <summary>
    /// The time of every file, so that one that was written to later shows it. A whole and even second: every file system and every
    /// archive that a build server keeps its caches in can hold it.
    /// </summary>
    public static DateTime FileTime { get; } = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TimeSpan TemporaryLifetime { get; } = TimeSpan.FromDays(1);

    public static string ContentOf(string package) => Path.Combine(package, "content.json");

    public static string FilesOf(string package) => Path.Combine(package, "files");

    public static string FileOf(string package, int number) => Path.Combine(FilesOf(package), number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The package that a file of the store belongs to.</summary>
    public static string PackageOf(string file) => Path.GetDirectoryName(Path.GetDirectoryName(file)!)!;

    public static string NewTemporary(string store) => Path.Combine(store, Path.GetRandomFileName() + Temporary);

    /// <summary>Removes what builds that were killed left behind.</summary>
    public static void RemoveOldTemporaries(string store)
    {
        foreach (var directory in new DirectoryInfo(store).EnumerateDirectories("*" + Temporary))
        {
            if (DateTime.UtcNow - directory.LastWriteTimeUtc > TemporaryLifetime)
                Remove(directory.FullName);
        }
    }

    /// <summary>As far as it goes: another program may look at a file just now, and a later build tries again.</summary>
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
