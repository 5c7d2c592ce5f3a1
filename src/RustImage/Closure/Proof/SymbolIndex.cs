using RustImage.Elf;

namespace RustImage.Closure.Proof;

/// <summary>Looks up the dynamic symbols that a file defines.</summary>
internal sealed class SymbolIndex(ElfFile file)
{
    private readonly ILookup<string, DefinedSymbol> _symbols = file.DefinedSymbols.ToLookup(s => s.Name, StringComparer.Ordinal);

    public IEnumerable<DefinedSymbol> Named(string name) => _symbols[name];

    /// <summary>Whether the loader binds a symbol to a definition in this file (glibc's check_match, musl's find_sym).</summary>
    public bool Defines(UndefinedSymbol wanted, bool isMusl)
    {
        var candidates = _symbols[wanted.Name];
        if (isMusl)
            return candidates.Any(s => !s.IsHidden);
        if (wanted.Version is not null)
            return candidates.Any(s => s.Version == wanted.Version || (s.Version is null && !s.IsHidden));
        // Index 2 is the first version of a file. Programs that were linked before the file had versions get that one.
        return candidates.Any(s => s.VersionIndex < 3 || !s.IsHidden);
    }
}
