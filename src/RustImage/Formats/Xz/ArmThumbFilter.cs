using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>
/// Restores the targets of BL of ARM-Thumb: two half words with 11 bits each of a displacement, which counts half words from the next
/// instruction.
/// </summary>
internal sealed class ArmThumbFilter(uint start) : BranchFilter(start, 2, 4)
{
    protected override int? Decode(Span<byte> bytes, uint address)
    {
        uint high = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        uint low = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        if (high >> 11 != 0x1E || low >> 11 != 0x1F)
            return null;
        var target = ((high & 0x7FF) << 11) | (low & 0x7FF);
        var relative = target - ((address + 4) >> 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(0xF000 | ((relative >> 11) & 0x7FF)));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)(0xF800 | (relative & 0x7FF)));
        return 4;
    }
}
