using RustImage.Closure.Sources;

namespace RustImage.Closure.Loading;

/// <summary>Where a dynamic loader looks when no RPATH or RUNPATH helps.</summary>
/// <param name="Defaults">The directories that it searches anywhere, so in the image too.</param>
/// <param name="Configured">The directories that the source's libraries are found in beside these; the image's loader does not look there.</param>
/// <param name="Cache">The ld.so.cache of the image.</param>
/// <param name="IsMusl">Whether it follows musl's rules (ldso/dynlink.c) instead of glibc's (elf/dl-load.c).</param>
internal sealed record LoaderPaths(IReadOnlyList<string> Defaults, IReadOnlyList<string> Configured, LoaderCache Cache, bool IsMusl)
{
    private static readonly char[] MuslSeparators = [':', '\n'];

    /// <summary>$LIB of a search path, as glibc expands it: <c>lib/x86_64-linux-gnu</c>.</summary>
    public string Lib => Defaults[0].TrimStart('/');

    /// <param name="interpreter">PT_INTERP's text, or null where it is not known: then glibc's is assumed.</param>
    /// <param name="file">The interpreter itself, or null where it is not found.</param>
    /// <param name="image">What is in the image already, and configures its loader.</param>
    /// <param name="source">Where what the image lacks is taken from; null for nowhere.</param>
    public static LoaderPaths Of(string? interpreter, FoundFile? file, ILibrarySource image, ILibrarySource? source, Platform platform)
    {
        var name = interpreter is null ? "" : ImagePath.NameOf(interpreter);
        if (name.StartsWith("ld-musl-", StringComparison.Ordinal))
        {
            // musl's configuration stands in the place of the default directories.
            var own = MuslConfiguration(image, name);
            return new(own.Count > 0 ? own : ["/lib", "/usr/local/lib", "/usr/lib"], source is null ? [] : MuslConfiguration(source, name), LoaderCache.Empty, IsMusl: true);
        }
        var defaults = DefaultsOf(file, platform);
        return new(defaults, source is null ? [] : Configuration(source, interpreter, file, platform), LoaderCache.Read(image, platform), IsMusl: false);
    }

    private static IReadOnlyList<string> DefaultsOf(FoundFile? loader, Platform platform) =>
        loader is not null && SystemDirectories.FindInFile(loader.HostPath) is [_, ..] defaults ? defaults : Fallback(platform);

    /// <remarks>Where the image has another loader than the source, the source keeps its libraries where its own loader looks.</remarks>
    private static IReadOnlyList<string> Configuration(ILibrarySource source, string? interpreter, FoundFile? file, Platform platform)
    {
        var own = interpreter is null ? null : source.Find(interpreter);
        var configured = LoaderConfiguration.Read(source);
        return file is null || own?.HostPath == file.HostPath ? configured : [.. configured, .. DefaultsOf(own, platform)];
    }

    // Debian's order; /lib64 and /usr/lib64 are where other distributions' loaders of 64-bit platforms look.
    private static List<string> Fallback(Platform platform)
    {
        List<string> directories = [$"/lib/{platform.Multiarch}", $"/usr/lib/{platform.Multiarch}", "/lib", "/usr/lib"];
        return platform.Is64Bit ? [.. directories, "/lib64", "/usr/lib64"] : directories;
    }

    // /etc/ld-musl-x86_64.path belongs to the loader ld-musl-x86_64.so.1.
    private static IReadOnlyList<string> MuslConfiguration(ILibrarySource source, string loader)
    {
        var file = source.Find($"/etc/{loader.Split(".so")[0]}.path");
        return file is null ? [] : [.. File.ReadAllText(file.HostPath)
            .Split(MuslSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(d => d.StartsWith('/'))];
    }
}
