namespace RustImage.Elf;

/// <summary>The ELF header (gABI, chapter 4, "ELF Header").</summary>
internal readonly record struct ElfHeader(
    ushort Type,
    ushort Machine,
    ulong ProgramHeaders,
    ushort ProgramHeaderSize,
    ushort ProgramHeaderCount,
    ulong SectionHeaders,
    ushort SectionHeaderSize,
    ushort SectionHeaderCount)
{
    public const ushort Alpha = 0x9026;
    public const ushort Mips = 8;
    public const ushort S390 = 22;

    private const int IdentificationLength = 16;

    /// <param name="source">A file that starts with the ELF magic.</param>
    /// <exception cref="RustImageException">RIMG2002: the file is too short, or has an unknown class, byte order or version.</exception>
    public static ByteOrder ReadIdentification(IByteSource source, string name)
    {
        Span<byte> identification = stackalloc byte[IdentificationLength];
        if (source.Read(0, identification) != identification.Length)
            throw Malformed(name, $"it ends after {source.Length} bytes, within its header");
        var is64Bit = identification[4] switch
        {
            1 => false,
            2 => true,
            var other => throw Malformed(name, $"its class is {other}, where 1 (32-bit) and 2 (64-bit) exist"),
        };
        var isLittleEndian = identification[5] switch
        {
            1 => true,
            2 => false,
            var other => throw Malformed(name, $"its byte order is {other}, where 1 (little-endian) and 2 (big-endian) exist"),
        };
        if (identification[6] is not 1 and var version)
            throw Malformed(name, $"its ELF version is {version}, where only 1 exists");
        return new ByteOrder(is64Bit, isLittleEndian);
    }

    public static ElfHeader Read(BoundedReader reader)
    {
        reader.Check(0, reader.Order.Is64Bit ? 64u : 52u, "its header");
        var word = reader.Order.WordSize;
        ulong offsets = 24 + word; // after e_entry
        var sizes = offsets + (2 * word) + 6; // after e_flags and e_ehsize
        return new ElfHeader(
            Type: reader.U16(16),
            Machine: reader.U16(18),
            ProgramHeaders: reader.Word(offsets),
            ProgramHeaderSize: reader.U16(sizes),
            ProgramHeaderCount: reader.U16(sizes + 2),
            SectionHeaders: reader.Word(offsets + word),
            SectionHeaderSize: reader.U16(sizes + 4),
            SectionHeaderCount: reader.U16(sizes + 6));
    }

    private static RustImageException Malformed(string name, string what) => Messages.MalformedElf(name, what).ToException();
}
