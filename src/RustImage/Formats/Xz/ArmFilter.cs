using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Restores the targets of ARM's unconditional BL, whose displacement counts words from the second next instruction.</summary>
internal sealed class ArmFilter(uint start) : BranchFilter(start, 4, 4)
{
    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (instruction >> 24 == 0xEB)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0xEB00_0000 | ((instruction - ((address + 8) >> 2)) & 0x00FF_FFFF));
        return null;
    }
}
