namespace RustImage.Closure.Loading;

/// <summary>
/// Lists the directories in which the loader searches for a library that a file needs, in order (ld.so(8), glibc's elf/dl-load.c, musl's
/// ldso/dynlink.c). Directories for particular processors (glibc-hwcaps) are left out, as the image is for all machines of its platform.
/// </summary>
internal static class SearchPath
{
    /// <remarks>
    /// The configured directories of the source come where its ld.so.cache would, before the default directories. A library that is found
    /// there needs a link in the first default directory, since the image has neither that cache nor that configuration.
    /// </remarks>
    /// <param name="name">The name of the library, to look it up in the cache.</param>
    /// <param name="file">The file that needs the library.</param>
    public static IEnumerable<SearchDirectory> For(string name, LoadedFile file, LoaderProcess process, Platform platform)
    {
        var own = FromFiles(file, process).SelectMany(o => Expand(o.Paths, o.Owner, process.Paths, platform));
        if (file.Elf.NoDefaultLibraries)
            return own;
        var defaults = process.Paths.Defaults;
        var known = defaults.Select(ImagePath.Canonical).ToHashSet(StringComparer.Ordinal);
        var configured = process.Paths.Configured
            .Select(c => known.Contains(ImagePath.Canonical(c)) ? SearchDirectory.Same(c) : new SearchDirectory(c, defaults[0]));
        var cached = process.Paths.Cache.DirectoriesOf(name).Select(SearchDirectory.Same);
        return own.Concat(cached).Concat(configured).Concat(defaults.Select(SearchDirectory.Same));
    }

    /// <summary>Replaces $ORIGIN, $LIB and $PLATFORM, with or without braces, and whatever follows (glibc's is_dst).</summary>
    public static string ReplaceTokens(string text, string origin, LoaderPaths paths, Platform platform)
    {
        if (!text.Contains('$'))
            return text;
        (string Name, string Value)[] tokens = [("ORIGIN", origin), ("LIB", paths.Lib), ("PLATFORM", PlatformName(platform))];
        return tokens.Aggregate(text, (t, token) => t
            .Replace($"${{{token.Name}}}", token.Value, StringComparison.Ordinal)
            .Replace($"${token.Name}", token.Value, StringComparison.Ordinal));
    }

    private static IEnumerable<(string? Paths, LoadedFile Owner)> FromFiles(LoadedFile file, LoaderProcess process)
    {
        var chain = Chain(file);
        if (process.Paths.IsMusl)
            return chain.Select(f => (f.Elf.RunPath ?? f.Elf.RPath, f));
        if (file.Elf.RunPath is { } runPath)
            return [(runPath, file)];
        // The program's DT_RPATH counts for all files, also for a library that is opened later, whose chain lacks the program.
        return chain.Append(process.Main).Distinct().Where(f => f.Elf.RunPath is null).Select(f => (f.Elf.RPath, f));
    }

    private static IEnumerable<LoadedFile> Chain(LoadedFile file)
    {
        for (var next = file; next is not null; next = next.Loader)
            yield return next;
    }

    // Relative and empty entries depend on the working directory of the process, so they are left out.
    private static IEnumerable<SearchDirectory> Expand(string? paths, LoadedFile owner, LoaderPaths loader, Platform platform) =>
        (paths ?? "").Split(':')
            .Select(p => new SearchDirectory(
                ReplaceTokens(p, owner.Origin.InSource, loader, platform),
                ReplaceTokens(p, owner.Origin.InImage, loader, platform)))
            .Where(d => d.InImage.StartsWith('/'));

    // The AT_PLATFORM that Linux sets for the least capable machine of the platform; mostly the name of the architecture.
    private static string PlatformName(Platform platform) => platform.ElfMachine switch
    {
        3 => "i686",
        40 => "v7l",
        _ => platform.Multiarch.Split('-')[0],
    };
}
