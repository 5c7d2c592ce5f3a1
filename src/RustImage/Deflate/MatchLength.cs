using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RustImage.Deflate;

/// <summary>Counts the equal bytes at two places of a buffer.</summary>
internal static class MatchLength
{
    /// <summary>The number of bytes behind the end of the input that may be read. They do not count.</summary>
    public const int Padding = 8;

    /// <param name="known">The number of bytes that are known to be equal.</param>
    /// <param name="maximum">The largest result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ref byte one, ref byte other, int known, int maximum)
    {
        for (var length = known; length < maximum; length += 8)
        {
            var difference = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref one, length))
                ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref other, length));
            if (difference != 0)
                return Math.Min(maximum, length + EqualBytes(difference, BitConverter.IsLittleEndian));
        }
        return maximum;
    }

    /// <summary>Counts the bytes before the first different one, in the order of memory.</summary>
    /// <param name="difference">The exclusive or of two different words.</param>
    public static int EqualBytes(ulong difference, bool littleEndian) =>
        (littleEndian ? BitOperations.TrailingZeroCount(difference) : BitOperations.LeadingZeroCount(difference)) >> 3;

    /// <summary>Reads four bytes as a number, which is the same on all processors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FourBytes(ref byte at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
