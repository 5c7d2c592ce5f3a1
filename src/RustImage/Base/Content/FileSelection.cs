using RustImage.Elf;

namespace RustImage.Base.Content;

/// <summary>
/// Decides which files of a base image are unpacked on this machine because later steps read them: ELF files, configuration of the
/// loader, and lists of packages and users.
/// </summary>
internal static class FileSelection
{
    /// <summary>The size of the largest text that is unpacked, in bytes. dpkg's status of a thousand packages has one million.</summary>
    private const long MostText = 16 << 20;

    private static readonly string[] Directories = ["/etc/", "/var/lib/dpkg/status.d/"];

    private static readonly string[] PackageLists = [".list", ".md5sums"];

    /// <summary>Names that are unpacked from every directory, since some distributions have only links to them in /etc.</summary>
    private static readonly string[] Names = ["passwd", "group", "os-release"];

    /// <param name="size">The size of the file in bytes.</param>
    /// <param name="start">The first bytes of the file.</param>
    public static bool IsSelected(string path, long size, ReadOnlySpan<byte> start) =>
        BinaryFormat.IsElf(start) || (size is > 0 and <= MostText && IsText(ImagePath.Canonical(path)));

    private static bool IsText(string path) =>
        Directories.Any(d => path.StartsWith(d, StringComparison.Ordinal))
        || path == "/var/lib/dpkg/status"
        || (path.StartsWith("/var/lib/dpkg/info/", StringComparison.Ordinal)
            && PackageLists.Any(e => path.EndsWith(e, StringComparison.Ordinal)))
        || (path.StartsWith("/usr/share/doc/", StringComparison.Ordinal) && ImagePath.NameOf(path) == "copyright")
        || Names.Contains(ImagePath.NameOf(path));
}
