namespace RustImage.Closure;

/// <summary>Where a dynamic loader looks when no RPATH or RUNPATH helps.</summary>
/// <param name="Defaults">The directories that it searches anywhere, so in the image too.</param>
/// <param name="Configured">The directories that the source's configuration adds; the image has no such configuration.</param>
/// <param name="IsMusl">Whether it follows musl's rules (ldso/dynlink.c) instead of glibc's (elf/dl-load.c).</param>
internal sealed record LoaderPaths(IReadOnlyList<string> Defaults, IReadOnlyList<string> Configured, bool IsMusl)
{
    private static readonly char[] MuslSeparators = [':', '\n'];

    /// <summary>$LIB of a search path, as glibc expands it: <c>lib/x86_64-linux-gnu</c>.</summary>
    public string Lib => Defaults[0].TrimStart('/');

    /// <param name="interpreter">PT_INTERP's text, or null where it is not known: then glibc's is assumed.</param>
    /// <param name="file">The interpreter itself, or null where it is not found.</param>
    public static LoaderPaths Of(string? interpreter, SourceFile? file, ILibrarySource source, Platform platform)
    {
        var name = interpreter is null ? "" : ImagePath.NameOf(interpreter);
        if (name.StartsWith("ld-musl-", StringComparison.Ordinal))
            return new(["/lib", "/usr/local/lib", "/usr/lib"], MuslConfiguration(source, name), IsMusl: true);
        var defaults = file is null ? [] : SystemDirectories.FindInFile(file.HostPath);
        return new(defaults.Count > 0 ? defaults : Fallback(platform), LoaderConfiguration.Read(source), IsMusl: false);
    }

    // Debian's order; /lib64 and /usr/lib64 are where other distributions' loaders of 64-bit platforms look.
    private static List<string> Fallback(Platform platform)
    {
        List<string> directories = [$"/lib/{platform.Multiarch}", $"/usr/lib/{platform.Multiarch}", "/lib", "/usr/lib"];
        return platform.Is64Bit ? [.. directories, "/lib64", "/usr/lib64"] : directories;
    }

    // /etc/ld-musl-x86_64.path belongs to the loader ld-musl-x86_64.so.1.
    private static string[] MuslConfiguration(ILibrarySource source, string loader)
    {
        var file = source.Find($"/etc/{loader.Split(".so")[0]}.path");
        return file is null ? [] : [.. File.ReadAllText(file.HostPath)
            .Split(MuslSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(d => d.StartsWith('/'))];
    }
}
