namespace RustImage.Elf;

/// <summary>Reads the build ID and the .note.dlopen notes (gABI, chapter 5, "Note Section").</summary>
/// <remarks>No program needs notes to run, and old linkers wrote malformed ones. So the rest of a malformed list is skipped.</remarks>
internal sealed class ElfNotes
{
    private const uint SectionTypeNote = 7;
    private const uint BuildIdType = 3;
    private const uint DlopenType = 0x407c0c0a;
    private const uint HeaderSize = 12;
    private const uint LongestBuildId = 1024;

    private readonly BoundedReader reader;
    private readonly HashSet<ulong> seen = [];
    private readonly List<DlopenNote> dlopen = [];

    // Segments and sections may overlap. The budget stops a file whose headers name the same notes many times.
    private ulong budget;

    public ElfNotes(BoundedReader reader, ElfHeader header, Segments segments)
    {
        this.reader = reader;
        budget = 4 * reader.Length;
        foreach (var segment in segments.Notes)
            Walk(segment.Offset, segment.FileSize, segment.Alignment);
        ReadSections(header);
    }

    /// <summary>In lower-case hexadecimal; null where the file has none.</summary>
    public string? BuildId { get; private set; }

    public IReadOnlyList<DlopenNote> Dlopen => dlopen;

    /// <summary>Finds the notes that are in no segment, where the file has section headers.</summary>
    private void ReadSections(ElfHeader header)
    {
        var (is64Bit, size) = reader.Order.Is64Bit ? (true, 64u) : (false, 40u);
        if (header.SectionHeaders == 0 || header.SectionHeaderSize != size
            || !reader.Fits(header.SectionHeaders, (ulong)header.SectionHeaderCount * size))
            return;
        for (uint i = 0; i < header.SectionHeaderCount; i++)
        {
            var at = header.SectionHeaders + (i * size);
            if (reader.U32(at + 4) == SectionTypeNote)
            {
                var (offset, length, alignment) = is64Bit ? (24u, 32u, 48u) : (16u, 20u, 32u);
                Walk(reader.Word(at + offset), reader.Word(at + length), reader.Word(at + alignment));
            }
        }
    }

    private void Walk(ulong offset, ulong length, ulong alignment)
    {
        if (!reader.Fits(offset, length) || length > budget)
            return;
        budget -= length;
        var padding = alignment == 8 ? 8u : 4u;
        for (ulong at = 0; at + HeaderSize <= length;)
        {
            ulong nameLength = reader.U32(offset + at);
            ulong contentLength = reader.U32(offset + at + 4);
            var name = at + HeaderSize;
            var content = Align(name + nameLength, padding);
            if (content > length || contentLength > length - content)
                return;
            if (nameLength == 4)
                Read(reader.U32(offset + at + 8), offset + name, offset + content, contentLength);
            at = Align(content + contentLength, padding);
        }
    }

    private void Read(uint type, ulong name, ulong content, ulong length)
    {
        if (type == BuildIdType && BuildId is null && length is > 0 and <= LongestBuildId && HasName(name, "GNU\0"u8))
            BuildId = Convert.ToHexStringLower(reader.Block(content, length, "its build id"));
        else if (type == DlopenType && HasName(name, "FDO\0"u8) && seen.Add(content))
            dlopen.AddRange(DlopenNoteParser.Parse(reader, reader.Block(content, length, "a .note.dlopen note")));
    }

    private bool HasName(ulong at, ReadOnlySpan<byte> wanted)
    {
        Span<byte> found = stackalloc byte[4];
        reader.Read(at, found, "the name of a note");
        return found.SequenceEqual(wanted);
    }

    private static ulong Align(ulong value, uint padding) => (value + padding - 1) / padding * padding;
}
