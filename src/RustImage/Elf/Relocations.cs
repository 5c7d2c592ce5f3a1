using System.Collections;

namespace RustImage.Elf;

/// <summary>Finds the dynamic symbols that relocations refer to (gABI, chapter 4, "Relocation").</summary>
/// <remarks>DT_RELR is not read, as its relocations have no symbols.</remarks>
internal sealed class Relocations
{
    private const int ChunkLength = 64 * 1024;

    private readonly BoundedReader reader;
    private readonly ushort machine;
    private readonly BitArray atStart;
    private readonly BitArray fromPlt;

    /// <param name="capacity">The largest possible number of symbols.</param>
    public Relocations(BoundedReader reader, DynamicSection dynamic, ushort machine, int capacity)
    {
        this.reader = reader;
        this.machine = machine;
        atStart = new BitArray(capacity);
        fromPlt = new BitArray(capacity);
        var word = reader.Order.WordSize;
        dynamic.CheckEntrySize(DynamicTag.RelaEntrySize, 3 * word, "its relocation table");
        dynamic.CheckEntrySize(DynamicTag.RelEntrySize, 2 * word, "its relocation table");
        var plt = dynamic.Range(DynamicTag.PltRelocations, DynamicTag.PltRelocationsSize, "its PLT relocation table") ?? default;
        var pltEntry = dynamic.Value(DynamicTag.PltRelocationsKind) == DynamicTag.Rel ? 2 * word : 3 * word;
        Scan(plt, pltEntry, fromPlt, skip: default);
        // DT_RELA may include the relocations of the PLT at its end. The loader does not apply these twice.
        if (dynamic.Range(DynamicTag.Rela, DynamicTag.RelaSize, "its relocation table") is { } rela)
            Scan(rela, 3 * word, atStart, skip: plt);
        if (dynamic.Range(DynamicTag.Rel, DynamicTag.RelSize, "its relocation table") is { } rel)
            Scan(rel, 2 * word, atStart, skip: plt);
    }

    /// <summary>The highest index of a symbol that a relocation refers to, plus one.</summary>
    public uint SymbolCount { get; private set; }

    public bool OnlyFromPlt(int symbol) => fromPlt[symbol] && !atStart[symbol];

    private void Scan(SegmentRange table, uint entrySize, BitArray seen, SegmentRange skip)
    {
        var buffer = new byte[Math.Min(ChunkLength / entrySize * entrySize, table.Length / entrySize * entrySize)];
        for (ulong done = 0; table.Length - done >= entrySize;)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, (table.Length - done) / entrySize * entrySize));
            reader.Read(table.Offset + done, chunk, "its relocation table");
            for (var i = 0; i < chunk.Length; i += (int)entrySize)
            {
                var at = table.Offset + done + (ulong)i;
                if (at < skip.Offset || at - skip.Offset >= skip.Length)
                    Mark(SymbolOf(chunk[(i + (int)reader.Order.WordSize)..]), seen);
            }
            done += (ulong)chunk.Length;
        }
    }

    private uint SymbolOf(ReadOnlySpan<byte> info)
    {
        if (!reader.Order.Is64Bit)
            return reader.Order.U32(info) >> 8;
        // 64-bit MIPS has a structure here. Its first word is the symbol, in both byte orders.
        return machine == ElfHeader.Mips ? reader.Order.U32(info) : (uint)(reader.Order.U64(info) >> 32);
    }

    private void Mark(uint symbol, BitArray seen)
    {
        if (symbol == 0)
            return;
        if (symbol >= seen.Length)
            throw reader.Malformed($"a relocation refers to symbol {symbol}, where there is room for {seen.Length}");
        seen[(int)symbol] = true;
        SymbolCount = Math.Max(SymbolCount, symbol + 1);
    }
}
