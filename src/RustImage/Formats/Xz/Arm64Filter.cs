using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Restores the targets of BL of ARM64, and of ADRP where the page is within 512 MiB.</summary>
internal sealed class Arm64Filter(uint start) : BranchFilter(start, 4, 4)
{
    private const uint PageSign = 1 << 17;

    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (instruction >> 26 == 0x25)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x9400_0000 | ((instruction - (address >> 2)) & 0x03FF_FFFF));
        else if ((instruction & 0x9F00_0000) == 0x9000_0000)
            DecodePage(bytes, instruction, address >> 12);
        return null;
    }

    /// <summary>ADRP holds a page of 21 bits: the two low bits are at bit 29, the others at bit 5.</summary>
    private static void DecodePage(Span<byte> bytes, uint instruction, uint page)
    {
        var target = ((instruction >> 29) & 3) | ((instruction >> 3) & 0x001F_FFFC);
        if (((target + PageSign) & 0x001C_0000) != 0)
            return;
        var relative = target - page;
        var sign = (relative & PageSign) != 0 ? 0x00E0_0000u : 0;
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes, (instruction & 0x9000_001F) | ((relative & 3) << 29) | ((relative & 0x0003_FFFC) << 3) | sign);
    }
}
