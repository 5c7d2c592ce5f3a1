using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Restores the targets of BL of big-endian PowerPC: opcode 18, relative, with link.</summary>
internal sealed class PowerPcFilter(uint start) : BranchFilter(start, 4, 4)
{
    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if ((instruction & 0xFC00_0003) == 0x4800_0001)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x4800_0001 | ((instruction - address) & 0x03FF_FFFC));
        return null;
    }
}
