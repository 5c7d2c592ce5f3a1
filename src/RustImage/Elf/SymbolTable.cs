namespace RustImage.Elf;

/// <summary>Reads the dynamic symbols with their versions (gABI, chapter 4, "Symbol Table").</summary>
internal sealed class SymbolTable
{
    private const byte GlobalBinding = 1;
    private const byte WeakBinding = 2;
    private const byte UniqueBinding = 10;
    private const byte ThreadLocal = 6;
    private const ushort HiddenBit = 0x8000;

    private readonly BoundedReader reader;
    private readonly DynamicSection dynamic;
    private readonly VersionTables versions;
    private readonly List<UndefinedSymbol> undefined = [];
    private readonly List<DefinedSymbol> defined = [];

    public SymbolTable(BoundedReader reader, DynamicSection dynamic, VersionTables versions, ushort machine)
    {
        this.reader = reader;
        this.dynamic = dynamic;
        this.versions = versions;
        if (dynamic.Table(DynamicTag.SymbolTable, "its symbol table") is not { } table)
            return;
        var entrySize = reader.Order.Is64Bit ? 24u : 16u;
        dynamic.CheckEntrySize(DynamicTag.SymbolEntrySize, entrySize, "its symbol table");
        var capacity = (int)Math.Min(table.Length / entrySize, int.MaxValue);
        var relocations = new Relocations(reader, dynamic, machine, capacity);
        // The loader never looks up symbols that are in no hash table and in no relocation.
        var counted = HashTables.CountSymbols(reader, dynamic, machine) ?? 0;
        var count = Math.Max(counted, relocations.SymbolCount);
        if (count > (ulong)capacity)
            throw reader.Malformed($"it claims {count} dynamic symbols, where its segment has room for {capacity}");
        ReadSymbols(reader.Block(table.Offset, count * entrySize, "its symbol table"), (int)entrySize, relocations);
    }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<UndefinedSymbol> Undefined => undefined;

    /// <inheritdoc cref="Undefined"/>
    public IReadOnlyList<DefinedSymbol> Defined => defined;

    private void ReadSymbols(byte[] bytes, int entrySize, Relocations relocations)
    {
        var count = bytes.Length / entrySize;
        var indices = dynamic.Table(DynamicTag.VersionSymbols, "its version table") is { } table
            ? reader.Block(table.Offset, (ulong)count * 2, "its version table")
            : null;
        // The first symbol is a placeholder.
        for (var i = 1; i < count; i++)
        {
            var entry = bytes.AsSpan(i * entrySize, entrySize);
            var index = indices is null ? (ushort)1 : reader.Order.U16(indices.AsSpan(i * 2));
            Add(entry, index, relocations.OnlyFromPlt(i));
        }
    }

    private void Add(ReadOnlySpan<byte> entry, ushort index, bool onlyFromPlt)
    {
        var info = entry[reader.Order.Is64Bit ? 4 : 12];
        var section = reader.Order.U16(entry[(reader.Order.Is64Bit ? 6 : 14)..]);
        var (binding, type) = (info >> 4, info & 15);
        if (binding is not (GlobalBinding or WeakBinding or UniqueBinding))
            return;
        var name = dynamic.Strings.At(reader.Order.U32(entry), "the name of a symbol");
        if (name.Length == 0)
            return;
        var versionIndex = (ushort)(index & ~HiddenBit);
        var version = versions[versionIndex];
        // A defined symbol with the version of another library is a copy that the loader fills from that library (R_*_COPY), such as
        // `stdout` in an executable.
        if (section == 0 || version?.Library is not null)
        {
            // The loader resolves thread-local variables at start, also where their relocations are in the PLT's table.
            var isLazy = onlyFromPlt && !dynamic.BindNow && type != ThreadLocal && section == 0;
            undefined.Add(new UndefinedSymbol(name, version?.Name, version?.Library, binding == WeakBinding, isLazy));
        }
        if (section != 0)
            defined.Add(new DefinedSymbol(name, version?.Name, (index & HiddenBit) != 0, versionIndex));
    }
}
