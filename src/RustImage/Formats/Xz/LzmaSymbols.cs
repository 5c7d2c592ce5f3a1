using System.Runtime.CompilerServices;
using static RustImage.Formats.Xz.LzmaModel;

namespace RustImage.Formats.Xz;

/// <summary>Decodes the length and the distance of a match. Inlined, as all methods of the range decoder are.</summary>
internal static class LzmaSymbols
{
    /// <param name="lengths">The length coder, of new matches or of repeated ones.</param>
    /// <returns>The length in bytes: 2 to 273.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ref RangeDecoder rc, ref ushort lengths, uint positionState)
    {
        if (!rc.Bit(ref Unsafe.Add(ref lengths, LengthChoice)))
            return (int)rc.Descend3(ref Unsafe.Add(ref lengths, LengthLow + (positionState * 8)), 1) - 8 + ShortestMatch;
        if (!rc.Bit(ref Unsafe.Add(ref lengths, LengthChoice2)))
            return (int)rc.Descend3(ref Unsafe.Add(ref lengths, LengthMiddle + (positionState * 8)), 1) + ShortestMatch;
        uint node = 1;
        do
            node = rc.Child(ref Unsafe.Add(ref lengths, LengthHigh), node);
        while (node < 0x100);
        return (int)node - 0x100 + 16 + ShortestMatch;
    }

    /// <returns>The distance in bytes, less one: 0 is the last byte.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Distance(ref RangeDecoder rc, ref ushort model, int length)
    {
        ref var slots = ref Unsafe.Add(ref model, DistanceSlot + (64 * Math.Min((uint)length - ShortestMatch, 3)));
        var slot = rc.Descend3(ref slots, rc.Descend3(ref slots, 1)) - 64;
        if (slot < 4)
            return slot;
        var bits = (int)(slot >> 1) - 1;
        var distance = (2 | (slot & 1)) << bits;
        ref var tree = ref Unsafe.Add(ref model, DistanceAlign);
        if (slot < 14)
        {
            tree = ref Unsafe.Add(ref model, DistanceSpecial + distance - slot);
        }
        else
        {
            distance += rc.Direct(bits - 4) << 4;
            bits = 4;
        }
        // Unlike all other trees, this one has the lowest bit first.
        uint node = 1;
        var shift = 0;
        do
        {
            node = rc.Child(ref tree, node);
            distance += (node & 1) << shift;
        }
        while (++shift < bits);
        return distance;
    }
}
