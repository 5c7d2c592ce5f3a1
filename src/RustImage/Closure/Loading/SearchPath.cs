namespace RustImage.Closure.Loading;

/// <summary>
/// In which directories the loader looks for a library that a file needs, in order (ld.so(8), glibc's elf/dl-load.c, musl's
/// ldso/dynlink.c). Variants for better processors (glibc-hwcaps) are left aside: the image is for every machine of its platform.
/// </summary>
internal static class SearchPath
{
    /// <remarks>
    /// The source's configured directories stand where its ld.so.cache would: before the default directories, and a library
    /// found there needs a link in the first default directory, since neither cache nor configuration of the image knows it.
    /// </remarks>
    /// <param name="name">Of the library, which a cache knows by it.</param>
    public static IEnumerable<SearchDirectory> For(string name, LoadedFile file, LoaderProcess process, Platform platform)
    {
        var own = FromFiles(file, process).SelectMany(o => Expand(o.Paths, o.Owner, process.Paths, platform));
        if (file.Elf.NoDefaultLibraries)
            return own;
        var defaults = process.Paths.Defaults;
        var known = defaults.Select(ImagePath.Canonical).ToHashSet(StringComparer.Ordinal);
        var configured = process.Paths.Configured
            .Select(c => known.Contains(ImagePath.Canonical(c)) ? SearchDirectory.Same(c) : new SearchDirectory(c, defaults[0]));
        return own.Concat(process.Paths.Cache.DirectoriesOf(name).Select(SearchDirectory.Same)).Concat(configured).Concat(defaults.Select(SearchDirectory.Same));
    }

    /// <summary>Replaces $ORIGIN, $LIB and $PLATFORM; the braces are optional, and nothing need follow (glibc's is_dst).</summary>
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
        // The program's own DT_RPATH counts for everybody, also where it is not in the chain (a library opened later).
        return chain.Append(process.Main).Distinct().Where(f => f.Elf.RunPath is null).Select(f => (f.Elf.RPath, f));
    }

    private static IEnumerable<LoadedFile> Chain(LoadedFile file)
    {
        for (var next = file; next is not null; next = next.Loader)
            yield return next;
    }

    // A relative or empty entry is the working directory of the day: nothing to build on.
    private static IEnumerable<SearchDirectory> Expand(string? paths, LoadedFile owner, LoaderPaths loader, Platform platform) =>
        (paths ?? "").Split(':')
            .Select(p => new SearchDirectory(
                ReplaceTokens(p, owner.Origin.InSource, loader, platform),
                ReplaceTokens(p, owner.Origin.InImage, loader, platform)))
            .Where(d => d.InImage.StartsWith('/'));

    // AT_PLATFORM as Linux sets it for the least machine of the platform; elsewhere it is the architecture's plain name.
    private static string PlatformName(Platform platform) => platform.ElfMachine switch
    {
        3 => "i686",
        40 => "v7l",
        _ => platform.Multiarch.Split('-')[0],
    };
}
