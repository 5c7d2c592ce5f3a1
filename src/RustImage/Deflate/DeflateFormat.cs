using System.Numerics;

namespace RustImage.Deflate;

/// <summary>The alphabets of deflate (RFC 1951, 3.2.5 to 3.2.7).</summary>
internal static class DeflateFormat
{
    public const int WindowSize = 1 << 15;
    public const int MinimumMatch = 3;
    public const int MaximumMatch = 258;
    public const int MaximumStoredLength = 0xFFFF;

    public const int EndOfBlock = 256;
    public const int FirstLengthSymbol = 257;
    public const int LiteralLengthSymbols = 286;
    public const int DistanceSymbols = 30;
    public const int CodeLengthSymbols = 19;

    /// <summary>Extra bits of each length symbol, from 257 on.</summary>
    public static ReadOnlySpan<byte> LengthExtraBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>Shortest match of each length symbol, from 257 on.</summary>
    public static ReadOnlySpan<ushort> LengthBase =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    public static ReadOnlySpan<byte> DistanceExtraBits =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    public static ReadOnlySpan<ushort> DistanceBase =>
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ];

    /// <summary>The order in which a header gives the lengths of the code for code lengths.</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>For each match length its symbol minus 257. The lengths 0 to 2 have no symbol.</summary>
    public static ReadOnlySpan<byte> LengthSlots => LengthSlotTable;

    private static readonly byte[] LengthSlotTable = MakeLengthSlots();

    /// <summary>Computes the symbol of a distance. Each power of two has two symbols.</summary>
    public static int DistanceSlot(int distance)
    {
        var value = (uint)distance - 1;
        if (value < 2)
            return (int)value;
        var power = BitOperations.Log2(value);
        return (2 * power) + (int)((value >> (power - 1)) & 1);
    }

    private static byte[] MakeLengthSlots()
    {
        var slots = new byte[MaximumMatch + 1];
        for (var slot = 0; slot < LengthBase.Length; slot++)
            slots.AsSpan(LengthBase[slot]).Fill((byte)slot); // the last one, 258, overrides the long form of 257 + 27
        return slots;
    }
}
