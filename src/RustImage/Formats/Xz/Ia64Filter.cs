using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Restores the targets of branches of IA-64, whose bundles of 16 bytes hold a template of 5 bits and three slots of 41.</summary>
internal sealed class Ia64Filter(uint start) : BranchFilter(start, 16, 16)
{
    private const int TemplateBits = 5;
    private const int SlotBits = 41;
    private const ulong TargetMask = 0x8F_FFFFUL << 13;

    /// <summary>For each template a bit mask of the slots that may hold a branch.</summary>
    private static ReadOnlySpan<byte> BranchSlots =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        4, 4, 6, 6, 0, 0, 7, 7, 4, 4, 0, 0, 4, 4, 0, 0,
    ];

    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var slots = BranchSlots[bytes[0] & 0x1F];
        for (var slot = 0; slot < 3; slot++)
        {
            if (((slots >> slot) & 1) != 0)
                DecodeSlot(bytes[..16], TemplateBits + (slot * SlotBits), address);
        }
        return null;
    }

    private static void DecodeSlot(Span<byte> bundle, int bit, uint address)
    {
        var value = BinaryPrimitives.ReadUInt128LittleEndian(bundle);
        var instruction = (ulong)(value >> bit) & ((1UL << SlotBits) - 1);
        if (((instruction >> 37) & 0xF) != 5 || ((instruction >> 9) & 7) != 0)
            return;
        var target = (uint)((instruction >> 13) & 0xF_FFFF) | ((uint)((instruction >> 36) & 1) << 20);
        var relative = ((target << 4) - address) >> 4;
        var replaced = (instruction & ~TargetMask) | ((ulong)(relative & 0xF_FFFF) << 13) | ((ulong)(relative & 0x10_0000) << 16);
        BinaryPrimitives.WriteUInt128LittleEndian(bundle, value ^ ((UInt128)(instruction ^ replaced) << bit));
    }
}
