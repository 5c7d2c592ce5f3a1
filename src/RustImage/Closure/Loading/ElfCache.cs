using RustImage.Closure.Proof;
using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>Keeps the ELF files that were read, and their symbols, so that each file is read once.</summary>
/// <param name="read">Reads the ELF file at a path of this machine; throws where it cannot.</param>
internal sealed class ElfCache(Func<string, ElfFile> read)
{
    private readonly Dictionary<string, ElfFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SymbolIndex> _symbols = new(StringComparer.Ordinal);

    /// <exception cref="RustImageException">
    /// RIMG2001: the file is not an ELF file. RIMG2002: it is damaged. RIMG2004: it can't be read.
    /// </exception>
    public ElfFile Of(string hostPath)
    {
        if (!_files.TryGetValue(hostPath, out var file))
            _files[hostPath] = file = read(hostPath);
        return file;
    }

    public SymbolIndex SymbolsOf(LoadedFile file)
    {
        if (!_symbols.TryGetValue(file.HostPath, out var index))
            _symbols[file.HostPath] = index = new SymbolIndex(file.Elf);
        return index;
    }
}
