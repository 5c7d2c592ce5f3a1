using Microsoft.Build.Framework;
using RustImage.Cache;
using RustImage.Closure.Resolvers;
using RustImage.Debian;

namespace RustImage.Tasks;

/// <summary>A task that reads the package lock and Debian's archives.</summary>
public abstract class DebianTask : RustImageTask, ICacheUser
{
    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>In a project with several images, the binary of this one: the lock lists what each image needs. Else empty.</summary>
    public string Binary { get; set; } = "";

    /// <summary>Whether the lock must fit as it is.</summary>
    public bool Locked { get; set; }

    /// <summary>DebianSuite, or empty.</summary>
    public string Suite { get; set; } = "";

    public string Mirror { get; set; } = "";

    public string SecurityMirror { get; set; } = "";

    public string SnapshotMirror { get; set; } = "";

    /// <summary>DebianComponents: names, separated by spaces, commas or semicolons.</summary>
    [Required]
    public string Components { get; set; } = "";

    [Required]
    public string Keyring { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The directory for everything that comes from Debian's archives.</summary>
    internal static string DirectoryIn(string cacheDirectory) => new CacheLayout(cacheDirectory).Debian;

    private protected LockSettings LockSettings => new(
        LockFile,
        Path.GetRelativePath(Path.GetDirectoryName(LockFile)!, ProjectFile).Replace('\\', '/') + (Binary.Length == 0 ? "" : $"#{Binary}"),
        OrNull(Suite.Trim()),
        Locked);

    private protected DebianArchives OpenArchives() => new(
        new DebianSettings(
            OrNull(Mirror), OrNull(SecurityMirror), Components.Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries), Keyring,
            OrNull(SnapshotMirror), DirectoryIn(CacheDirectory), ProjectDirectory),
        new DownloadLog(Log));
}
