using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>
/// Finds matches by hashes. All places with the same hash of four bytes form a chain, the nearest place first. For three bytes, only the
/// nearest place is kept.
/// </summary>
/// <remarks>
/// Places have 16 bits, so the tables need no update when the window moves, but a place that is more than 64 KiB back looks nearer than it
/// is. That does no harm, since the bytes at each place are compared, and a chain ends where distances stop growing.
/// </remarks>
internal sealed class HashChains
{
    /// <summary>The number of bytes from a position on that are needed to hash it.</summary>
    public const int Hashed = 4;

    private const int FourBits = 16, ThreeBits = 14;

    private readonly ushort[] _three = new ushort[1 << ThreeBits];
    private readonly ushort[] _four = new ushort[1 << FourBits];
    private readonly ushort[] _older = new ushort[DeflateFormat.WindowSize];

    public void Clear()
    {
        Array.Clear(_three);
        Array.Clear(_four);
        Array.Clear(_older);
    }

    /// <summary>Adds a position. <see cref="Longest"/> and <see cref="All"/> do so, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Insert(ref byte buffer, int position)
    {
        var four = MatchLength.FourBytes(ref Unsafe.Add(ref buffer, position));
        ref var youngest = ref Four(four);
        Three(four) = (ushort)position;
        Older(position) = youngest;
        youngest = (ushort)position;
    }

    /// <param name="reach">The longest distance, at most 32,768.</param>
    /// <param name="maximum">The longest match, at least 4.</param>
    /// <param name="than">Only a longer match counts; at least 2.</param>
    /// <param name="nice">A match this long is good enough.</param>
    /// <param name="depth">Places of a chain to try, at least 1.</param>
    /// <returns>The length; <paramref name="than"/> where no match is longer.</returns>
    public int Longest(ref byte buffer, int position, int reach, int maximum, int than, int nice, int depth, out int distance)
    {
        ref var here = ref Unsafe.Add(ref buffer, position);
        var four = MatchLength.FourBytes(ref here);
        distance = 0;
        ref var youngest = ref Four(four);
        uint place = youngest;
        youngest = (ushort)position;
        Older(position) = (ushort)place;
        ref var three = ref Three(four);
        if (than < DeflateFormat.MinimumMatch)
        {
            var back = (uint)(ushort)(position - three);
            if (back - 1 < (uint)reach && ((MatchLength.FourBytes(ref Unsafe.Subtract(ref here, back)) ^ four) & 0xFFFFFF) == 0)
                (than, distance) = (DeflateFormat.MinimumMatch, (int)back);
        }
        three = (ushort)position;

        ref var older = ref MemoryMarshal.GetArrayDataReference(_older);
        var tail = Math.Max(than - Hashed + 1, 0);
        var end = MatchLength.FourBytes(ref Unsafe.Add(ref here, tail));
        for (var last = 0u; ; place = Unsafe.Add(ref older, (int)place & (DeflateFormat.WindowSize - 1)))
        {
            var back = (uint)(ushort)(position - (int)place);
            if (back - last - 1 >= (uint)reach - last)
                break;
            last = back;
            // A longer match ends with these four bytes; they differ more often than the first.
            ref var there = ref Unsafe.Subtract(ref here, back);
            if (MatchLength.FourBytes(ref Unsafe.Add(ref there, tail)) == end && MatchLength.FourBytes(ref there) == four)
            {
                var length = MatchLength.Of(ref here, ref there, Hashed, maximum);
                if (length > than)
                {
                    (than, distance) = (length, (int)back);
                    if (length >= nice)
                        break;
                    tail = than - Hashed + 1;
                    end = MatchLength.FourBytes(ref Unsafe.Add(ref here, tail));
                }
            }
            if (--depth == 0)
                break;
        }
        return than;
    }

    /// <summary>All matches of a position, each longer and further away than the one before.</summary>
    /// <param name="matches">Room for one match more than <paramref name="depth"/>.</param>
    /// <returns>The number of matches.</returns>
    /// <inheritdoc cref="Longest" path="/param"/>
    public int All(ref byte buffer, int position, int reach, int maximum, int nice, int depth, Span<Match> matches)
    {
        var count = 0;
        var longest = DeflateFormat.MinimumMatch - 1;
        ref var here = ref Unsafe.Add(ref buffer, position);
        var four = MatchLength.FourBytes(ref here);
        var nearest = (uint)(ushort)(position - Three(four));
        if (nearest - 1 < (uint)reach && ((MatchLength.FourBytes(ref Unsafe.Subtract(ref here, nearest)) ^ four) & 0xFFFFFF) == 0)
        {
            longest = DeflateFormat.MinimumMatch;
            matches[count++] = new Match((ushort)longest, (ushort)nearest);
        }
        uint place = Four(four);
        Insert(ref buffer, position);
        for (var last = 0u; depth > 0; depth--)
        {
            var back = (uint)(ushort)(position - (int)place);
            if (back <= last || back > (uint)reach)
                break;
            last = back;
            ref var there = ref Unsafe.Subtract(ref here, back);
            var tail = Math.Max(longest - Hashed + 1, 0);
            if (MatchLength.FourBytes(ref Unsafe.Add(ref there, tail)) == MatchLength.FourBytes(ref Unsafe.Add(ref here, tail))
                && MatchLength.FourBytes(ref there) == four
                && MatchLength.Of(ref here, ref there, Hashed, maximum) is var length && length > longest)
            {
                longest = length;
                matches[count++] = new Match((ushort)length, (ushort)back);
                if (length >= nice)
                    break;
            }
            place = Older((int)place);
        }
        return count;
    }

    private ref ushort Older(int position) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_older), position & (DeflateFormat.WindowSize - 1));

    private ref ushort Four(uint bytes) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_four), (int)((bytes * 0x9E3779B1u) >> (32 - FourBits)));

    private ref ushort Three(uint bytes) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_three), (int)(((bytes << 8) * 0x9E3779B1u) >> (32 - ThreeBits)));
}
