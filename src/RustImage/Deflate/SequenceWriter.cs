using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>Writes literals and matches with the codes of their block.</summary>
internal static class SequenceWriter
{
    /// <param name="input">The input that the sequences compress, from its first byte.</param>
    public static void Write(ref BitWriter output, ReadOnlySpan<byte> input, ReadOnlySpan<Sequence> sequences, BlockCode code)
    {
        ref var literals = ref MemoryMarshal.GetArrayDataReference(code.Literals);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(code.MatchLengths);
        ref var distances = ref MemoryMarshal.GetArrayDataReference(code.Distances);
        ref var bases = ref MemoryMarshal.GetReference(DeflateFormat.DistanceBase);
        ref var extraBits = ref MemoryMarshal.GetReference(DeflateFormat.DistanceExtraBits);
        ref var next = ref MemoryMarshal.GetReference(input);
        ref var buffer = ref MemoryMarshal.GetReference(output.Buffer);
        var (position, bits, count) = (output.Position, output.PendingBits, output.Pending);
        foreach (var sequence in sequences)
        {
            var left = sequence.Literals;
            for (; left >= 4; left -= 4)
            {
                Literal(Unsafe.Add(ref literals, next), ref bits, ref count);
                Literal(Unsafe.Add(ref literals, Unsafe.Add(ref next, 1)), ref bits, ref count);
                Literal(Unsafe.Add(ref literals, Unsafe.Add(ref next, 2)), ref bits, ref count);
                Literal(Unsafe.Add(ref literals, Unsafe.Add(ref next, 3)), ref bits, ref count);
                next = ref Unsafe.Add(ref next, 4);
                Flush(ref buffer, ref position, ref bits, ref count);
            }
            if (left > 0)
            {
                for (; left > 0; left--)
                {
                    Literal(Unsafe.Add(ref literals, next), ref bits, ref count);
                    next = ref Unsafe.Add(ref next, 1);
                }
                Flush(ref buffer, ref position, ref bits, ref count);
            }
            var length = sequence.Length;
            if (length == 0)
                continue;
            next = ref Unsafe.Add(ref next, length);
            Literal(Unsafe.Add(ref lengths, length), ref bits, ref count);
            var slot = sequence.DistanceSlot;
            Literal(Unsafe.Add(ref distances, slot), ref bits, ref count);
            bits |= (ulong)(uint)(sequence.Distance - Unsafe.Add(ref bases, slot)) << count;
            count += Unsafe.Add(ref extraBits, slot);
            Flush(ref buffer, ref position, ref bits, ref count);
        }
        (output.Position, output.PendingBits, output.Pending) = (position, bits, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Literal(uint code, ref ulong bits, ref int count)
    {
        bits |= (ulong)(code >> 8) << count;
        count += (int)(code & 0xFF);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Flush(ref byte buffer, ref int position, ref ulong bits, ref int count)
    {
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref buffer, position), BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
        position += count >> 3;
        bits >>= count & ~7;
        count &= 7;
    }
}
