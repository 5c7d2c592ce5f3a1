namespace RustImage.Debian.Archives;

/// <summary>Derives the name of a shared library's package from its SONAME (Debian policy 8.1).</summary>
internal static class LibraryPackageNames
{
    private const string Extension = ".so";

    /// <summary>The possible names, the likeliest first: <c>libssl.so.3</c> → libssl3, libssl3t64.</summary>
    /// <remarks>
    /// Packages that do not follow the rule, such as libicu's, must be found in the archive's Contents. "t64" marks packages whose
    /// libraries got a 64-bit time_t in 2024 (https://wiki.debian.org/ReleaseGoals/64bit-time).
    /// </remarks>
    /// <returns>Empty where the SONAME does not yield a package name.</returns>
    public static IReadOnlyList<string> Of(string soname)
    {
        var at = soname.IndexOf(Extension, StringComparison.Ordinal);
        var version = at < 0 ? "" : soname[(at + Extension.Length)..];
        if (at <= 0 || (version.Length > 0 && version[0] != '.'))
            return [];
        // libfoo.so.3 → libfoo3; libfoo2.so.3 → libfoo2-3, as the numbers would run together; libfoo-1.5.so → libfoo-1.5
        var hyphen = version.Length > 0 && char.IsAsciiDigit(soname[at - 1]) ? "-" : "";
        var name = $"{soname[..at]}{hyphen}{version.TrimStart('.')}".Replace('_', '-').ToLowerInvariant();
        return name.Length > 1 && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
            ? [name, name + "t64"]
            : [];
    }
}
