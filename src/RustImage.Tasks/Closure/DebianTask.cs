using Microsoft.Build.Framework;
using RustImage.Closure.Resolvers;
using RustImage.Debian;

namespace RustImage.Tasks;

/// <summary>What tasks share that read the package lock and Debian's archives.</summary>
public abstract class DebianTask : RustImageTask
{
    /// <summary>The package lock.</summary>
    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>Of a project with several images, the one that this is about: each has needs of its own in the lock.</summary>
    public string Binary { get; set; } = "";

    /// <summary>Whether the lock must fit as it is.</summary>
    public bool Locked { get; set; }

    /// <summary>DebianSuite, or empty.</summary>
    public string Suite { get; set; } = "";

    public string Mirror { get; set; } = "";

    public string SecurityMirror { get; set; } = "";

    public string SnapshotMirror { get; set; } = "";

    /// <summary>Separated by spaces or semicolons.</summary>
    [Required]
    public string Components { get; set; } = "";

    [Required]
    public string Keyring { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>Of what Debian's archives have given.</summary>
    internal static string DirectoryIn(string cacheDirectory) => Path.Combine(cacheDirectory, "debian");

    private protected LockSettings LockSettings => new(
        LockFile,
        Path.GetRelativePath(Path.GetDirectoryName(LockFile)!, ProjectFile).Replace('\\', '/') + (Binary.Length == 0 ? "" : $"#{Binary}"),
        OrNull(Suite.Trim()),
        Locked);

    private protected DebianArchives OpenArchives() => new(
        new DebianSettings(
            OrNull(Mirror), OrNull(SecurityMirror), Components.Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries), Keyring,
            OrNull(SnapshotMirror), DirectoryIn(CacheDirectory), Path.GetDirectoryName(ProjectFile)!),
        new DownloadLog(Log));
}
