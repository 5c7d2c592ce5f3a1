namespace RustImage.Elf;

/// <summary>How many dynamic symbols there are: only the hash tables know, where no section header says it.</summary>
internal static class HashTables
{
    /// <returns>The count that DT_HASH or DT_GNU_HASH gives, or null where <paramref name="dynamic"/> has neither.</returns>
    /// <remarks>
    /// GNU's table holds the defined symbols only, which come last. Where there are none, it need not say how many undefined ones
    /// there are (ld.bfd writes 1): the count is then a lower bound.
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
        // These two have 64-bit entries, against the gABI.
        var isWide = reader.Order.Is64Bit && machine is ElfHeader.S390 or ElfHeader.Alpha;
        var width = isWide ? 8u : 4u;
        if (table.Length < 2 * width)
            throw reader.Malformed("its hash table is cut off");
        return isWide ? reader.U64(table.Offset + width) : reader.U32(table.Offset + width);
    }

    /// <remarks>
    /// nbuckets, symoffset, bloom_size, bloom_shift, the Bloom filter of words, the buckets (each the lowest symbol of its chain, or
    /// 0), then one hash for each symbol from symoffset on, its lowest bit set at the end of a chain.
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
