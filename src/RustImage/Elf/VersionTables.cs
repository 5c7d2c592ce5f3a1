namespace RustImage.Elf;

/// <summary>The version behind an index in .gnu.version.</summary>
/// <param name="Library">The library that must define it; null where this file defines it.</param>
internal sealed record SymbolVersion(string Name, string? Library);

/// <summary>Reads the tables of symbol versions, .gnu.version_r and .gnu.version_d (LSB Core, "Symbol Versioning").</summary>
/// <remarks>
/// Each entry links to the next one, and the last link is 0. Like the loader, this follows the links and ignores the counts. A hostile
/// table may have links in a circle, so reading ends with an error after as many entries as fit into the segment.
/// </remarks>
internal sealed class VersionTables
{
    private const uint NeedSize = 16;
    private const uint DefinitionSize = 20;
    private const ushort BaseFlag = 1;
    private const ushort WeakFlag = 2;
    private const ushort IndexMask = 0x7fff;

    private readonly BoundedReader reader;
    private readonly StringTable strings;
    private readonly Dictionary<ushort, SymbolVersion> byIndex = [];
    private readonly List<VersionNeed> needs = [];
    private readonly List<string> definitions = [];

    public VersionTables(BoundedReader reader, DynamicSection dynamic)
    {
        this.reader = reader;
        strings = dynamic.Strings;
        if (dynamic.Table(DynamicTag.VersionDefinitions, "its table of version definitions") is { } definitionTable)
            ReadDefinitions(definitionTable);
        if (dynamic.Table(DynamicTag.VersionNeeds, "its table of needed versions") is { } needTable)
            ReadNeeds(needTable);
        DefinesVersions = dynamic.Has(DynamicTag.VersionDefinitions);
    }

    public IReadOnlyList<VersionNeed> Needs => needs;

    public IReadOnlyList<string> Definitions => definitions;

    public bool DefinesVersions { get; }

    /// <returns>The version of an index. Null for a local, global or base symbol, and for an unknown index.</returns>
    public SymbolVersion? this[ushort index] => index < 2 ? null : byIndex.GetValueOrDefault(index);

    private void ReadDefinitions(SegmentRange table)
    {
        var entries = new EntryCounter(reader, table, DefinitionSize);
        ulong at = 0;
        do
        {
            var entry = entries.Enter(at, DefinitionSize, "a version definition");
            CheckVersion(reader.U16(entry));
            var isBase = (reader.U16(entry + 2) & BaseFlag) != 0;
            // Only the first name is the version's. The others are the names of its parents.
            var name = entries.Enter(at + reader.U32(entry + 12), 8, "the name of a version definition", counts: false);
            if (!isBase)
            {
                var version = strings.At(reader.U32(name), "the name of a defined version");
                definitions.Add(version);
                byIndex[(ushort)(reader.U16(entry + 4) & IndexMask)] = new SymbolVersion(version, null);
            }
            at = Next(at, reader.U32(entry + 16));
        }
        while (at != 0);
    }

    private void ReadNeeds(SegmentRange table)
    {
        var entries = new EntryCounter(reader, table, NeedSize);
        ulong at = 0;
        do
        {
            var entry = entries.Enter(at, NeedSize, "a needed version");
            CheckVersion(reader.U16(entry));
            var library = strings.At(reader.U32(entry + 4), "the library of a needed version");
            if (reader.U32(entry + 8) is not 0 and var first)
                ReadNeedsOf(library, entries, at + first);
            at = Next(at, reader.U32(entry + 12));
        }
        while (at != 0);
    }

    private void ReadNeedsOf(string library, EntryCounter entries, ulong at)
    {
        do
        {
            var entry = entries.Enter(at, NeedSize, "a needed version");
            var version = strings.At(reader.U32(entry + 8), "the name of a needed version");
            needs.Add(new VersionNeed(library, version, (reader.U16(entry + 4) & WeakFlag) != 0));
            byIndex[(ushort)(reader.U16(entry + 6) & IndexMask)] = new SymbolVersion(version, library);
            at = Next(at, reader.U32(entry + 12));
        }
        while (at != 0);
    }

    /// <returns>The offset of the next entry; 0 at the end.</returns>
    private static ulong Next(ulong at, uint step) => step == 0 ? 0 : at + step;

    private void CheckVersion(ushort version)
    {
        if (version != 1)
            throw reader.Malformed($"an entry of its version tables has version {version}, where only 1 exists");
    }

    /// <summary>Checks and counts the entries of a table. Offsets are relative to the start of the table.</summary>
    private sealed class EntryCounter(BoundedReader reader, SegmentRange table, uint entrySize)
    {
        private ulong left = table.Length / entrySize;

        /// <returns>The offset of the entry in the file.</returns>
        /// <exception cref="RustImageException">RIMG2002: the entry is outside of the table, or the table has too many.</exception>
        public ulong Enter(ulong at, uint size, string what, bool counts = true)
        {
            if (table.Length < size || at > table.Length - size)
                throw reader.Malformed($"{what} lies outside of its segment");
            if (counts && left-- == 0)
                throw reader.Malformed("its version tables have more entries than they have room for");
            return table.Offset + at;
        }
    }
}
