using System.Text;

namespace RustImage.Elf;

/// <summary>A program header (gABI, chapter 5, "Program Header"). Sizes and offsets are in bytes.</summary>
internal readonly record struct ProgramHeader(uint Type, ulong Offset, ulong Address, ulong FileSize, ulong Alignment);

/// <summary>An offset in the file, and the number of bytes from there to the end of a table or segment.</summary>
internal readonly record struct SegmentRange(ulong Offset, ulong Length);

/// <summary>The segments of a file. The loader reads only these, and stripping never removes them.</summary>
internal sealed class Segments
{
    private const uint Load = 1;
    private const uint DynamicType = 2;
    private const uint InterpreterType = 3;
    private const uint Note = 4;

    // The longest PT_INTERP that the kernel accepts: PATH_MAX.
    private const ulong LongestPath = 4096;

    private readonly BoundedReader reader;
    private readonly List<ProgramHeader> loads = [];

    public Segments(BoundedReader reader, ElfHeader header)
    {
        this.reader = reader;
        if (header.ProgramHeaderCount == 0)
            return;
        var size = reader.Order.Is64Bit ? 56u : 32u;
        if (header.ProgramHeaderSize != size)
            throw reader.Malformed($"its program headers are {header.ProgramHeaderSize} bytes each instead of {size}");
        reader.Check(header.ProgramHeaders, (ulong)header.ProgramHeaderCount * size, "its program header table");
        for (uint i = 0; i < header.ProgramHeaderCount; i++)
            Add(ReadHeader(header.ProgramHeaders + (i * size)));
    }

    public ProgramHeader? Dynamic { get; private set; }

    /// <summary>The PT_NOTE segments, in the file's order.</summary>
    public List<ProgramHeader> Notes { get; } = [];

    /// <summary>The path in PT_INTERP; null where the file has none.</summary>
    public string? Interpreter { get; private set; }

    /// <summary>Finds the bytes in the file that are loaded at an address.</summary>
    /// <exception cref="RustImageException">RIMG2002: no segment is loaded there.</exception>
    public SegmentRange At(ulong address, string what)
    {
        foreach (var segment in loads)
        {
            if (address >= segment.Address && address - segment.Address < segment.FileSize)
                return new SegmentRange(segment.Offset + (address - segment.Address), segment.FileSize - (address - segment.Address));
        }
        throw reader.Malformed($"{what} is at address 0x{address:x}, where no segment is loaded");
    }

    private ProgramHeader ReadHeader(ulong at)
    {
        var type = reader.U32(at);
        return reader.Order.Is64Bit
            ? new ProgramHeader(type, reader.U64(at + 8), reader.U64(at + 16), reader.U64(at + 32), reader.U64(at + 48))
            : new ProgramHeader(type, reader.U32(at + 4), reader.U32(at + 8), reader.U32(at + 16), reader.U32(at + 28));
    }

    private void Add(ProgramHeader segment)
    {
        switch (segment.Type)
        {
            case Load when segment.FileSize > 0:
                reader.Check(segment.Offset, segment.FileSize, "a segment");
                loads.Add(segment);
                break;
            case DynamicType:
                reader.Check(segment.Offset, segment.FileSize, "its dynamic section");
                Dynamic = segment;
                break;
            // The kernel uses the first one.
            case InterpreterType when Interpreter is null:
                Interpreter = ReadInterpreter(segment);
                break;
            case Note:
                Notes.Add(segment);
                break;
        }
    }

    private string ReadInterpreter(ProgramHeader segment)
    {
        if (segment.FileSize is < 2 or > LongestPath)
            throw reader.Malformed($"the path of its interpreter is {segment.FileSize} bytes long");
        var bytes = reader.Block(segment.Offset, segment.FileSize, "the path of its interpreter").AsSpan();
        var end = bytes.IndexOf((byte)0);
        if (end <= 0)
            throw reader.Malformed("the path of its interpreter has no end");
        return Encoding.UTF8.GetString(bytes[..end]);
    }
}
