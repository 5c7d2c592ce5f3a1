using System.Numerics;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>Takes the longest match, unless the one that begins a byte later is better.</summary>
/// <param name="depth">The number of places to try for each match.</param>
/// <param name="nice">A match of this length is taken at once.</param>
internal sealed class LazyParser(int depth, int nice) : IParser
{
    /// <summary>The distance from which three literals take fewer bits than a match of three bytes.</summary>
    private const int FarForThree = 8192;

    private readonly HashChains _chains = new();

    public void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store)
    {
        _chains.Clear();
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(input);
        var searchEnd = end - HashChains.Hashed;
        for (var position = dictionary; position < Math.Min(start, searchEnd); position++)
            _chains.Insert(ref buffer, position);

        store.Begin(start);
        for (var position = start; position <= searchEnd;)
        {
            if (position >= store.PieceEnd)
                store.EndPiece(ref buffer, position);
            var length = Longest(ref buffer, position, dictionary, end, DeflateFormat.MinimumMatch - 1, depth, out var distance);
            if (length < DeflateFormat.MinimumMatch || (length == DeflateFormat.MinimumMatch && distance > FarForThree))
            {
                position++;
                continue;
            }
            var inserted = position + 1;
            while (length < nice && position < searchEnd)
            {
                var next = Longest(ref buffer, position + 1, dictionary, end, length - 1, depth >> 1, out var nextDistance);
                inserted++;
                if (next < length || !IsBetter(next, nextDistance, length, distance))
                    break;
                (position, length, distance) = (position + 1, next, nextDistance);
            }
            store.Add(ref buffer, position, length, distance);
            position += length;
            for (var insertEnd = Math.Min(position, searchEnd); inserted < insertEnd; inserted++)
                _chains.Insert(ref buffer, inserted);
        }
        store.End(ref buffer, end);
    }

    /// <summary>Whether a match is worth the literal before it: a byte more counts as four bits, half the distance as one.</summary>
    private static bool IsBetter(int next, int nextDistance, int length, int distance) =>
        (4 * (next - length)) + BitOperations.Log2((uint)distance) - BitOperations.Log2((uint)nextDistance) > 2;

    private int Longest(ref byte buffer, int position, int dictionary, int end, int than, int places, out int distance) => _chains.Longest(
        ref buffer, position, Math.Min(position - dictionary, DeflateFormat.WindowSize),
        Math.Min(end - position, DeflateFormat.MaximumMatch), than, nice, places, out distance);
}
