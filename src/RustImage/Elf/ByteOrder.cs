using System.Buffers.Binary;

namespace RustImage.Elf;

/// <summary>How a file's numbers are laid out: EI_CLASS and EI_DATA of the identification (gABI, chapter 4).</summary>
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

    /// <summary>An address, an offset or an Xword: as wide as the file's class.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes) => Is64Bit ? U64(bytes) : U32(bytes);
}
