namespace RustImage.Elf;

/// <summary>Counts the dynamic symbols by the hash tables. Without section headers nothing else tells their number.</summary>
internal static class HashTables
{
    /// <returns>The number by DT_HASH or DT_GNU_HASH; null where <paramref name="dynamic"/> has neither.</returns>
    /// <remarks>
    /// GNU's table has only the defined symbols, which are the last ones. Without defined symbols its number may be too low, as ld.bfd
    /// writes 1 then.
    /// </remarks>
    public static ulong? CountSymbols(BoundedReader reader, DynamicSection dynamic, ushort machine)
    {
        if (dynamic.Table(DynamicTag.Hash, "its hash table") is { } hash)
            return CountInHash(reader, hash, machine);
        if (dynamic.Table(DynamicTag.GnuHash, "its GNU hash table") is { } gnuHash)
            return CountInGnuHash(reader, gnuHash);
        return null;
    }

    /// <remarks>gABI, chapter 5, "Hash Table": nbucket, nchain (the count of symbols), then the buckets and chains.</remarks>
    private static ulong CountInHash(BoundedReader reader, SegmentRange table, ushort machine)
    {
        // On these two machines the entries have 64 bits, unlike in the gABI.
        var isWide = reader.Order.Is64Bit && machine is ElfHeader.S390 or ElfHeader.Alpha;
        var width = isWide ? 8u : 4u;
        if (table.Length < 2 * width)
            throw reader.Malformed("its hash table is cut off");
        return isWide ? reader.U64(table.Offset + width) : reader.U32(table.Offset + width);
    }

    /// <remarks>
    /// The table has nbuckets, symoffset, bloom_size, bloom_shift; the Bloom filter in words; the buckets, each with the lowest symbol of
    /// its chain, or 0; and the hashes of all symbols from symoffset on. The lowest bit of a hash is set at the end of a chain.
    /// </remarks>
    private static ulong CountInGnuHash(BoundedReader reader, SegmentRange table)
    {
        if (table.Length < 16)
            throw reader.Malformed("its GNU hash table is cut off");
        ulong bucketCount = reader.U32(table.Offset);
        ulong firstHashed = reader.U32(table.Offset + 4);
        var buckets = 16 + ((ulong)reader.U32(table.Offset + 8) * reader.Order.WordSize);
        var chains = buckets + (bucketCount * 4);
        if (chains > table.Length)
            throw reader.Malformed($"its GNU hash table claims {bucketCount} buckets, where its segment has {table.Length} bytes");

        ulong last = 0;
        for (var at = buckets; at < chains; at += 4)
            last = Math.Max(last, reader.U32(table.Offset + at));
        if (last < firstHashed)
            return firstHashed;
        for (var at = chains + ((last - firstHashed) * 4); at + 4 <= table.Length; at += 4)
        {
            last++;
            if ((reader.U32(table.Offset + at) & 1) != 0)
                return last;
        }
        throw reader.Malformed("a chain of its GNU hash table has no end");
    }
}
