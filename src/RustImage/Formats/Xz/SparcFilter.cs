using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Restores the targets of SPARC's CALL where the displacement, in words, fits in 23 bits with its sign.</summary>
internal sealed class SparcFilter(uint start) : BranchFilter(start, 4, 4)
{
    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if ((instruction >> 22) is not (0x100 or 0x1FF))
            return null;
        var words = ((instruction << 2) - address) >> 2;
        var sign = (words & (1 << 22)) != 0 ? 0x3FC0_0000u : 0;
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x4000_0000 | sign | (words & 0x003F_FFFF));
        return null;
    }
}
