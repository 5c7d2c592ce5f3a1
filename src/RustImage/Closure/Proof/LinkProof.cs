using RustImage.Closure.Loading;
using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure.Proof;

/// <summary>Checks the versions and symbols of every file that a process has loaded, as the loader does before a program starts.</summary>
/// <param name="root">The base. Messages name it as the cause where its libraries are too old.</param>
internal sealed class LinkProof(ElfCache elfCache, ILibrarySource source, BaseFileSystem root, DiagnosticBag diagnostics)
{
    public void Check(LoaderProcess process, CancellationToken cancellation)
    {
        foreach (var file in process.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var missing = process.Paths.IsMusl ? [] : CheckVersions(process, file);
            if (process.IsComplete && !file.IsPlugin)
                CheckSymbols(process, file, missing);
        }
    }

    /// <summary>
    /// Checks that each needed version is defined by the library that the file names (glibc's elf/dl-version.c). musl does not.
    /// </summary>
    /// <returns>The missing versions.</returns>
    private HashSet<(string? Library, string? Version)> CheckVersions(LoaderProcess process, LoadedFile file)
    {
        var missing = new HashSet<(string?, string?)>();
        foreach (var need in file.Elf.VersionNeeds)
        {
            // A missing library has its own error.
            if (process.FindByName(need.Library) is not { } library)
                continue;
            if (!library.Elf.DefinesVersions)
                diagnostics.Warning(Messages.NoVersionInformation(Describe(library), file.WithReasons));
            else if (!need.IsWeak && !library.Elf.VersionDefinitions.Contains(need.Version))
                ReportVersion(file, library, need, missing);
        }
        return missing;
    }

    private void ReportVersion(LoadedFile file, LoadedFile library, VersionNeed need, HashSet<(string?, string?)> missing)
    {
        missing.Add((need.Library, need.Version));
        var symbols = file.Elf.UndefinedSymbols
            .Where(s => s.Version == need.Version && s.Library == need.Library)
            .Select(s => s.Name);
        var highest = VersionNames.HighestLike(need.Version, library.Elf.VersionDefinitions);
        var offer = highest is null ? "offers no version of that name" : $"offers up to {highest}";
        diagnostics.Error(root.Holds(library)
            ? Messages.BaseTooOld(
                file.WithReasons, need.Library, need.Version, [.. symbols], $"{Describe(library)} {offer}", root.Description,
                CLibrary.WhoHas(need.Version))
            : Messages.VersionNotFound(file.WithReasons, need.Library, need.Version, [.. symbols], $"{Describe(library)} {offer}"));
    }

    private void CheckSymbols(LoaderProcess process, LoadedFile file, HashSet<(string? Library, string? Version)> missingVersions)
    {
        var scope = process.ScopeOf(file).Select(elfCache.SymbolsOf).ToList();
        var unresolved = file.Elf.UndefinedSymbols
            .Where(s => !s.IsWeak && !missingVersions.Contains((s.Library, s.Version)))
            .Where(s => !scope.Any(f => f.Defines(s, process.Paths.IsMusl)));
        foreach (var group in unresolved.GroupBy(s => (s.Library, s.Version, Survives: CanWait(process, file, s))))
        {
            string[] names = [.. group.Select(s => s.Name)];
            if (group.Key.Survives)
                diagnostics.Warning(Messages.LazySymbolsNotFound(file.WithReasons, names));
            else
                diagnostics.Error(Messages.SymbolsNotFound(file.WithReasons, names, group.Key.Version, Instead(process, group.First())));
        }
    }

    /// <summary>
    /// Whether a symbol is looked up only when it is first called, so that a program that never calls it runs. musl looks up all symbols at
    /// the start.
    /// </summary>
    private static bool CanWait(LoaderProcess process, LoadedFile file, UndefinedSymbol symbol) =>
        symbol is { Version: null, IsLazilyBound: true } && file.Elf.Interpreter is null && !process.Paths.IsMusl;

    /// <returns>What the process has instead of a missing symbol, for messages.</returns>
    private string Instead(LoaderProcess process, UndefinedSymbol symbol)
    {
        if (symbol.Library is null || process.FindByName(symbol.Library) is not { } library)
            return $"none of the {process.Files.Count} files of the process defines it";
        string[] versions = [.. elfCache.SymbolsOf(library).Named(symbol.Name)
            .Select(s => s.Version ?? "no version")
            .Order(StringComparer.Ordinal)];
        return versions.Length == 0
            ? $"{Describe(library)} does not define it"
            : $"{Describe(library)} defines {symbol.Name} with {string.Join(", ", versions)}";
    }

    private string Describe(LoadedFile library)
    {
        var name = library.Elf.SoName ?? library.Path;
        var owner = (root.Holds(library) ? root : source).OwnerOf(library.Path);
        return owner is null ? $"{name} ({library.Path})" : $"{name} of {owner}";
    }
}
