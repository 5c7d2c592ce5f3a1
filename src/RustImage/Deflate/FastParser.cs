using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>Finds matches of four or more bytes with a table of the last two places of each hash.</summary>
/// <remarks>
/// Places have 16 bits, so one that is more than 64 KiB back looks nearer than it is. That does no harm, since the bytes at each place are
/// compared.
/// </remarks>
internal sealed class FastParser : IParser
{
    private const int TableBits = 15;
    private const int Hashed = 4;

    /// <summary>After a match of this length, no longer one is searched for at the next byte.</summary>
    private const int Lazy = 8;

    /// <summary>After a match of this length, the second place is not tried.</summary>
    private const int Nice = 32;

    /// <summary>The base-2 logarithm of the number of literals after which the step grows by one.</summary>
    private const int StepShift = 7;

    /// <summary>Two places in each entry, the nearer one in the low half.</summary>
    private readonly uint[] _table = new uint[1 << TableBits];

    public void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store)
    {
        Array.Clear(_table);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(input);
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var searchEnd = end - Hashed;
        Insert(ref buffer, ref table, dictionary, Math.Min(start, searchEnd));

        store.Begin(start);
        var literals = start;
        for (var position = start; position <= searchEnd;)
        {
            if (position >= store.PieceEnd)
            {
                store.EndPiece(ref buffer, position);
                literals = position;
            }
            var length = Longest(ref buffer, ref table, position, dictionary, end, Hashed - 1, out var distance);
            if (length < Hashed)
            {
                position += 1 + ((position - literals) >> StepShift);
                continue;
            }
            var inserted = position + 1;
            while (length < Lazy && position < searchEnd)
            {
                var next = Longest(ref buffer, ref table, position + 1, dictionary, end, length, out var nextDistance);
                inserted++;
                if (next <= length)
                    break;
                (position, length, distance) = (position + 1, next, nextDistance);
            }
            store.Add(ref buffer, position, length, distance);
            position += length;
            literals = position;
            Insert(ref buffer, ref table, inserted, Math.Min(position, searchEnd));
        }
        store.End(ref buffer, end);
    }

    /// <summary>Finds the longer of two matches, and remembers the position.</summary>
    /// <param name="than">Only a longer match counts; at least 3.</param>
    /// <returns>The length; <paramref name="than"/> where no match is longer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Longest(ref byte buffer, ref uint table, int position, int dictionary, int end, int than, out int distance)
    {
        ref var here = ref Unsafe.Add(ref buffer, position);
        var four = MatchLength.FourBytes(ref here);
        ref var places = ref Unsafe.Add(ref table, Hash(four));
        var pair = places;
        places = (pair << 16) | (ushort)position;
        distance = 0;
        // The bytes are compared first. Then the window must be checked only rarely.
        var younger = (int)(ushort)(position - (int)pair);
        var older = (int)(ushort)(position - (int)(pair >> 16));
        if (MatchLength.FourBytes(ref Unsafe.Subtract(ref here, younger)) == four)
        {
            var length = Extend(ref here, younger, position, dictionary, end);
            if (length > than)
                (than, distance) = (length, younger);
            if (length >= Nice)
                return than;
        }
        if (MatchLength.FourBytes(ref Unsafe.Subtract(ref here, older)) == four)
        {
            var length = Extend(ref here, older, position, dictionary, end);
            if (length > than)
                (than, distance) = (length, older);
        }
        return than;
    }

    /// <returns>The length of a match whose first four bytes are equal; 0 where it lies outside of the window.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Extend(ref byte here, int distance, int position, int dictionary, int end) =>
        (uint)(distance - 1) >= (uint)Math.Min(position - dictionary, DeflateFormat.WindowSize) ? 0 : MatchLength.Of(
            ref here, ref Unsafe.Subtract(ref here, distance), Hashed, Math.Min(end - position, DeflateFormat.MaximumMatch));

    /// <summary>Remembers places up to an end without looking for matches.</summary>
    private static void Insert(ref byte buffer, ref uint table, int position, int end)
    {
        for (; position < end; position++)
        {
            ref var places = ref Unsafe.Add(ref table, Hash(MatchLength.FourBytes(ref Unsafe.Add(ref buffer, position))));
            places = (places << 16) | (ushort)position;
        }
    }

    private static int Hash(uint four) => (int)((four * 0x9E3779B1u) >> (32 - TableBits));
}
