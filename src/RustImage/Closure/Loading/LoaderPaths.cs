using RustImage.Closure.Sources;

namespace RustImage.Closure.Loading;

/// <summary>The directories in which a dynamic loader searches after those of RPATH and RUNPATH.</summary>
/// <param name="Defaults">The default directories, which the loader searches in the image, too.</param>
/// <param name="Configured">Directories with libraries of the source in which the image's loader does not search.</param>
/// <param name="Cache">The ld.so.cache of the image.</param>
/// <param name="IsMusl">Whether the loader follows musl's rules (ldso/dynlink.c) instead of glibc's (elf/dl-load.c).</param>
internal sealed record LoaderPaths(IReadOnlyList<string> Defaults, IReadOnlyList<string> Configured, LoaderCache Cache, bool IsMusl)
{
    private static readonly char[] MuslSeparators = [':', '\n'];

    /// <summary>The value of $LIB in search paths of glibc: <c>lib/x86_64-linux-gnu</c>.</summary>
    public string Lib => Defaults[0].TrimStart('/');

    /// <param name="interpreter">The text of PT_INTERP. Null: glibc's loader is assumed.</param>
    /// <param name="file">The interpreter; null where it is not found.</param>
    /// <param name="image">The files that are in the image already, with the configuration of its loader.</param>
    /// <param name="source">The library source; null where the image must have all files.</param>
    public static LoaderPaths Of(string? interpreter, FoundFile? file, ILibrarySource image, ILibrarySource? source, Platform platform)
    {
        var name = interpreter is null ? "" : ImagePath.NameOf(interpreter);
        if (name.StartsWith("ld-musl-", StringComparison.Ordinal))
        {
            // musl's configuration replaces the default directories.
            var own = MuslConfiguration(image, name);
            IReadOnlyList<string> configured = source is null ? [] : MuslConfiguration(source, name);
            return new(own.Count > 0 ? own : ["/lib", "/usr/local/lib", "/usr/lib"], configured, LoaderCache.Empty, IsMusl: true);
        }
        var defaults = DefaultsOf(file, platform);
        var configuration = source is null ? [] : Configuration(source, interpreter, file, platform);
        return new(defaults, configuration, LoaderCache.Read(image, platform), IsMusl: false);
    }

    private static IReadOnlyList<string> DefaultsOf(FoundFile? loader, Platform platform) =>
        loader is not null && SystemDirectories.FindInFile(loader.HostPath) is [_, ..] defaults ? defaults : Fallback(platform);

    /// <remarks>Where the image has another loader than the source, the source's libraries are where its own loader searches.</remarks>
    private static IReadOnlyList<string> Configuration(ILibrarySource source, string? interpreter, FoundFile? file, Platform platform)
    {
        var own = interpreter is null ? null : source.Find(interpreter);
        var configured = LoaderConfiguration.Read(source);
        return file is null || own?.HostPath == file.HostPath ? configured : [.. configured, .. DefaultsOf(own, platform)];
    }

    // Debian's order. Loaders of 64-bit platforms search /lib64 and /usr/lib64 in other distributions.
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
