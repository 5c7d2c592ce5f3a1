namespace RustImage.Elf;

/// <summary>The entries of the dynamic section by their tags (gABI, chapter 5, "Dynamic Section").</summary>
internal sealed class DynamicSection
{
    private readonly BoundedReader reader;
    private readonly Segments segments;
    private readonly Dictionary<ulong, ulong> values = [];

    public DynamicSection(BoundedReader reader, Segments segments)
    {
        this.reader = reader;
        this.segments = segments;
        var needed = new List<ulong>();
        if (segments.Dynamic is { } segment)
            ReadEntries(segment, needed);
        Strings = Range(DynamicTag.StringTable, DynamicTag.StringTableSize, "its string table") is { } strings
            ? new StringTable(reader, reader.Block(strings.Offset, strings.Length, "its string table"))
            : StringTable.Empty(reader);
        Needed = needed.ConvertAll(n => Strings.At(n, "the name of a needed library"));
    }

    public StringTable Strings { get; }

    /// <summary>The DT_NEEDED entries, in the file's order.</summary>
    public IReadOnlyList<string> Needed { get; }

    public bool BindNow => Has(DynamicTag.BindNow) || (Value(DynamicTag.Flags) & 0x8) != 0 || (Value(DynamicTag.Flags1) & 0x1) != 0;

    public bool NoDefaultLibraries => (Value(DynamicTag.Flags1) & 0x800) != 0;

    public bool Has(ulong tag) => values.ContainsKey(tag);

    /// <returns>The last value of a tag, which is the one that the loader uses; 0 where the tag is absent.</returns>
    public ulong Value(ulong tag) => values.GetValueOrDefault(tag);

    public string? String(ulong tag, string what) => values.TryGetValue(tag, out var offset) ? Strings.At(offset, what) : null;

    /// <returns>The bytes from the address of a tag to the end of its segment; null where the tag is absent.</returns>
    public SegmentRange? Table(ulong tag, string what) =>
        values.TryGetValue(tag, out var address) && address != 0 ? segments.At(address, what) : null;

    /// <returns>The table whose address and size two tags give; null where it is absent or empty.</returns>
    public SegmentRange? Range(ulong tag, ulong sizeTag, string what)
    {
        var size = Value(sizeTag);
        if (size == 0 || Table(tag, what) is not { } table)
            return null;
        if (size > table.Length)
            throw reader.Malformed($"{what} claims {size} bytes, where its segment has {table.Length}");
        return table with { Length = size };
    }

    /// <summary>Checks that the entries of a table have the size of the file's class.</summary>
    /// <exception cref="RustImageException">RIMG2002: they have another size.</exception>
    public void CheckEntrySize(ulong tag, uint size, string what)
    {
        if (values.TryGetValue(tag, out var found) && found != size)
            throw reader.Malformed($"the entries of {what} are {found} bytes each instead of {size}");
    }

    private void ReadEntries(ProgramHeader segment, List<ulong> needed)
    {
        var word = reader.Order.WordSize;
        for (ulong at = 0; at + (2 * word) <= segment.FileSize; at += 2 * word)
        {
            var tag = reader.Word(segment.Offset + at);
            var value = reader.Word(segment.Offset + at + word);
            if (tag == DynamicTag.Null)
                return;
            if (tag == DynamicTag.Needed)
                needed.Add(value);
            else
                values[tag] = value;
        }
    }
}
