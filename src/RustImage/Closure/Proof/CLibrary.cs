using System.Globalization;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Proof;

/// <summary>Recognises the files of a C library. They use each other's internals, so all must be of the same one.</summary>
internal static class CLibrary
{
    private const string GlibcVersion = "GLIBC_2.";

    private static readonly string[] Parts =
    [
        "ld-", "libc.so", "libc.musl-", "libm.so", "libmvec.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so", "libutil.so",
        "libanl.so",
    ];

    private static readonly string[] Loaders = ["ld-linux", "ld-musl-", "ld.so.", "ld64.so."];

    /// <summary>The first releases of common distributions with a minor version of glibc 2.</summary>
    private static readonly (int Glibc, string Release)[] Releases =
    [
        (28, "Debian 10"), (31, "Debian 11"), (31, "Ubuntu 20.04"), (34, "RHEL 9"), (35, "Ubuntu 22.04"), (36, "Debian 12"),
        (39, "Ubuntu 24.04"), (39, "RHEL 10"), (41, "Debian 13"),
    ];

    /// <param name="name">A file name.</param>
    public static bool IsPart(string name) => StartsWithAny(name, Parts);

    /// <returns>The paths of the dynamic loaders in a root. Each belongs to a C library.</returns>
    public static IReadOnlyList<string> LoadersOf(ILibrarySource root) =>
    [
        .. new[] { "/lib", "/lib64" }
            .SelectMany(d => root.List(d).Where(n => StartsWithAny(n, Loaders)).Select(n => ImagePath.Combine(d, n)))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <param name="version">"GLIBC_2.39".</param>
    /// <returns>"glibc 2.39 or newer, such as Ubuntu 24.04 or Debian 13 has"; null where it is not a version of glibc.</returns>
    public static string? WhoHas(string version)
    {
        if (!version.StartsWith(GlibcVersion, StringComparison.Ordinal)
            || !int.TryParse(version[GlibcVersion.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return null;
        var releases = Releases.Where(r => r.Glibc >= minor).OrderBy(r => r.Glibc).Select(r => r.Release).Take(3).ToList();
        return $"glibc 2.{minor} or newer" + (releases.Count == 0 ? "" : $", such as {string.Join(" or ", releases)} has");
    }

    private static bool StartsWithAny(string name, string[] prefixes) =>
        Array.Exists(prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
