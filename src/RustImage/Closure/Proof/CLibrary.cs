using System.Globalization;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Proof;

/// <summary>What belongs to a C library: its parts know each other's insides, so all of them come from one and the same.</summary>
internal static class CLibrary
{
    private const string GlibcVersion = "GLIBC_2.";

    private static readonly string[] Parts =
        ["ld-", "libc.so", "libc.musl-", "libm.so", "libmvec.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so", "libutil.so", "libanl.so"];

    private static readonly string[] Loaders = ["ld-linux", "ld-musl-", "ld.so.", "ld64.so."];

    /// <summary>By the minor version of glibc 2, the first releases of common distributions that have it.</summary>
    private static readonly (int Glibc, string Release)[] Releases =
    [
        (28, "Debian 10"), (31, "Debian 11"), (31, "Ubuntu 20.04"), (34, "RHEL 9"), (35, "Ubuntu 22.04"), (36, "Debian 12"), (39, "Ubuntu 24.04"), (39, "RHEL 10"), (41, "Debian 13"),
    ];

    /// <param name="name">A file name.</param>
    public static bool IsPart(string name) => StartsWithAny(name, Parts);

    /// <summary>The dynamic loaders of a root, by path: which C libraries it has.</summary>
    public static IReadOnlyList<string> LoadersOf(ILibrarySource root) =>
        [.. new[] { "/lib", "/lib64" }.SelectMany(d => root.List(d).Where(n => StartsWithAny(n, Loaders)).Select(n => ImagePath.Combine(d, n))).Distinct(StringComparer.Ordinal)];

    /// <param name="version">"GLIBC_2.39".</param>
    /// <returns>"glibc 2.39 or newer, such as Ubuntu 24.04 or Debian 13 have"; null where it is no version of glibc's.</returns>
    public static string? WhoHas(string version)
    {
        if (!version.StartsWith(GlibcVersion, StringComparison.Ordinal)
            || !int.TryParse(version[GlibcVersion.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return null;
        var releases = Releases.Where(r => r.Glibc >= minor).OrderBy(r => r.Glibc).Select(r => r.Release).Take(3).ToList();
        return $"glibc 2.{minor} or newer" + (releases.Count == 0 ? "" : $", such as {string.Join(" or ", releases)} has");
    }

    private static bool StartsWithAny(string name, string[] prefixes) => Array.Exists(prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
