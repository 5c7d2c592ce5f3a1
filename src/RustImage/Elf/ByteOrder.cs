using System.Buffers.Binary;

namespace RustImage.Elf;

/// <summary>The size and byte order of numbers in a file: EI_CLASS and EI_DATA of e_ident (gABI, chapter 4).</summary>
internal readonly record struct ByteOrder(bool Is64Bit, bool IsLittleEndian)
{
    /// <summary>The size of an address in bytes.</summary>
    public uint WordSize => Is64Bit ? 8u : 4u;

    public ushort U16(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public uint U32(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public ulong U64(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    /// <summary>Reads an address, an offset or an Xword, which has 4 or 8 bytes depending on the file's class.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes) => Is64Bit ? U64(bytes) : U32(bytes);
}
