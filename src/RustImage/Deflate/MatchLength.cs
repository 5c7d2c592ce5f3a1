using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RustImage.Deflate;

/// <summary>How many bytes two places of a buffer have in common.</summary>
internal static class MatchLength
{
    /// <summary>Bytes after the end of the input that may be read, though they never count.</summary>
    public const int Padding = 8;

    /// <param name="known">So many are known to be equal.</param>
    /// <param name="maximum">No more count.</param>
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

    /// <summary>Bytes in front of the first that differs, in the order of memory.</summary>
    /// <param name="difference">The exclusive or of two different words.</param>
    public static int EqualBytes(ulong difference, bool littleEndian) =>
        (littleEndian ? BitOperations.TrailingZeroCount(difference) : BitOperations.LeadingZeroCount(difference)) >> 3;

    /// <summary>Four bytes as a number that is the same on every processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FourBytes(ref byte at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
