using RustImage.Elf;

namespace RustImage.Base.Content;

/// <summary>Which files of a base are unpacked on this machine: what a loader reads, what tells packages and users, and every ELF file.</summary>
internal static class KeptFiles
{
    /// <summary>Of a text, in bytes; dpkg's status of a thousand packages has one million.</summary>
    private const long MostText = 16 << 20;

    private static readonly string[] Directories = ["/etc/", "/var/lib/dpkg/status.d/"];

    private static readonly string[] PackageLists = [".list", ".md5sums"];

    /// <summary>Wherever they lie: some distributions have links in /etc only.</summary>
    private static readonly string[] Names = ["passwd", "group", "os-release"];

    public static bool IsKept(string path, long size, ReadOnlySpan<byte> start) =>
        BinaryFormat.IsElf(start) || (size is > 0 and <= MostText && IsText(ImagePath.Canonical(path)));

    private static bool IsText(string path) =>
        Directories.Any(d => path.StartsWith(d, StringComparison.Ordinal))
        || path == "/var/lib/dpkg/status"
        || (path.StartsWith("/var/lib/dpkg/info/", StringComparison.Ordinal) && PackageLists.Any(e => path.EndsWith(e, StringComparison.Ordinal)))
        || (path.StartsWith("/usr/share/doc/", StringComparison.Ordinal) && ImagePath.NameOf(path) == "copyright")
        || Names.Contains(ImagePath.NameOf(path));
}
