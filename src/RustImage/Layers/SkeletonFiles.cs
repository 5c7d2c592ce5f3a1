using RustImage.Closure;
using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The entries of the first layer: the directories, users and links that every program expects, without any program.</summary>
internal static class SkeletonFiles
{
    /// <summary>The number of the user that the image runs as, and of its group. Distroless images use the same one.</summary>
    public const int NonRoot = 65532;

    /// <summary>The names in /etc/passwd and /etc/group. Each has the same number in both.</summary>
    public static IReadOnlyDictionary<string, int> Users { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["root"] = 0, ["nonroot"] = NonRoot };

    private static readonly string[] OsRelease = ["/usr/lib/os-release", "/etc/os-release"];

    private const string Reason = "root file system";

    /// <param name="distribution">
    /// The files of the library source that name its distribution (<see cref="ImageClosure.Distribution"/>). Where there are none,
    /// os-release names only Linux.
    /// </param>
    /// <param name="base">The files of the base image. Only what it lacks is added.</param>
    public static IReadOnlyList<LayerEntry> Create(IReadOnlyList<FoundFile> distribution, IBaseFiles? @base = null)
    {
        var root = new BaseFileSystem(@base);
        var isNamed = OsRelease.Any(root.Has);
        return [.. Create(distribution).Where(e => !Has(e.Path) && !(isNamed && OsRelease.Contains(e.Path)))];

        // The path is not resolved: with the base's usr-merge links, /lib would be found as /usr/lib.
        bool Has(string path) => ImagePath.DirectoryOf(path) == "/" ? root.EntryAt(path) is not null : root.Has(path);
    }

    private static IReadOnlyList<LayerEntry> Create(IReadOnlyList<FoundFile> distribution) =>
    [
        new DirectoryEntry("/etc", Reason),
        File("/etc/group", $"root:x:0:\nnonroot:x:{NonRoot}:\n"),
        File("/etc/passwd", $"root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:{NonRoot}:{NonRoot}:nonroot:/home/nonroot:/sbin/nologin\n"),
        new LinkEntry("/etc/os-release", "../usr/lib/os-release", Reason),
        new DirectoryEntry("/home", Reason),
        new DirectoryEntry("/home/nonroot", Reason, 0b111_000_000, NonRoot, NonRoot),
        new DirectoryEntry("/root", Reason, 0b111_000_000),
        new DirectoryEntry("/tmp", Reason, 0b001_111_111_111),
        new DirectoryEntry("/usr", Reason),
        new DirectoryEntry("/var", Reason),
        new DirectoryEntry("/var/tmp", Reason, 0b001_111_111_111),
        .. distribution.Count == 0
            ? [File("/usr/lib/os-release", "NAME=Linux\nID=linux\nPRETTY_NAME=Linux\n")]
            : distribution.Select(
                f => new FileEntry(f.Path, FileContent.At(f.HostPath), "names the distribution of the libraries", 0b110_100_100)),
        .. from name in ImagePath.MergedDirectories select new LinkEntry("/" + name, "usr/" + name, "usr-merge link"),
        .. from name in ImagePath.MergedDirectories select new DirectoryEntry("/usr/" + name, Reason),
    ];

    private static FileEntry File(string path, string text) => new(path, FileContent.Of(text), Reason, 0b110_100_100);
}
