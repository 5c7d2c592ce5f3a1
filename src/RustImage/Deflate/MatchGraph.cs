using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>All literals and matches of a segment of the input, and the cheapest way from its start to its end.</summary>
/// <param name="depth">The number of places to try for each position.</param>
internal sealed class MatchGraph(int depth)
{
    private const int MaximumSegment = 1 << 17;

    private readonly Match[] _matches = new Match[(8 * MaximumSegment) + depth + 1];
    private readonly int[] _firstMatch = new int[MaximumSegment + 1];
    private readonly int[] _costs = new int[MaximumSegment + 1];
    private readonly Match[] _steps = new Match[MaximumSegment];
    private readonly int[] _counts = new int[SymbolCounts.Size];
    private byte[] _input = [];
    private int _start;
    private int _length;

    /// <summary>Finds all matches from a position on.</summary>
    /// <param name="end">The wanted end of the segment.</param>
    /// <param name="inputEnd">The end of the input.</param>
    /// <returns>The end of the segment. It is earlier than wanted where the segment would be too long or have too many matches.</returns>
    public int Fill(byte[] input, HashChains chains, int dictionary, int start, int end, int inputEnd, int nice)
    {
        (_input, _start) = (input, start);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(input);
        end = Math.Min(end, start + MaximumSegment);
        var (position, count, inside) = (start, 0, start);
        for (; position < end && count + depth < _matches.Length; position++)
        {
            _firstMatch[position - start] = count;
            if (position > inputEnd - HashChains.Hashed)
                continue;
            if (position < inside)
            {
                chains.Insert(ref buffer, position);
                continue;
            }
            var reach = Math.Min(position - dictionary, DeflateFormat.WindowSize);
            var maximum = Math.Min(inputEnd - position, DeflateFormat.MaximumMatch);
            count += chains.All(ref buffer, position, reach, maximum, nice, depth, _matches.AsSpan(count));
            if (count > _firstMatch[position - start] && _matches[count - 1].Length is var longest && longest >= nice)
                inside = position + longest;
        }
        _length = position - start;
        _firstMatch[_length] = count;
        return position;
    }

    /// <summary>Finds the cheapest way from the end to the start, so that the cost of the rest is known at every byte.</summary>
    public void FindWay(SymbolCosts costs)
    {
        var literals = costs.Literals;
        var lengths = costs.Lengths;
        _costs[_length] = 0;
        for (var i = _length - 1; i >= 0; i--)
        {
            var best = literals[_input[_start + i]] + _costs[i + 1];
            var step = default(Match);
            var shorter = DeflateFormat.MinimumMatch - 1;
            for (var m = _firstMatch[i]; m < _firstMatch[i + 1]; m++)
            {
                var match = _matches[m];
                var distance = costs.Distances[DeflateFormat.DistanceSlot(match.Distance)];
                var longest = Math.Min(match.Length, _length - i);
                for (var length = shorter + 1; length <= longest; length++)
                {
                    var cost = distance + lengths[length] + _costs[i + length];
                    if (cost < best)
                        (best, step) = (cost, new Match((ushort)length, match.Distance));
                }
                shorter = match.Length;
            }
            (_costs[i], _steps[i]) = (best, step);
        }
    }

    /// <returns>How often each symbol occurs on the cheapest way.</returns>
    public ReadOnlySpan<int> CountWay()
    {
        Array.Clear(_counts);
        for (var i = 0; i < _length;)
        {
            var step = _steps[i];
            if (step.Length == 0)
            {
                _counts[_input[_start + i++]]++;
                continue;
            }
            _counts[DeflateFormat.FirstLengthSymbol + DeflateFormat.LengthSlots[step.Length]]++;
            _counts[SymbolCounts.Distances + DeflateFormat.DistanceSlot(step.Distance)]++;
            i += step.Length;
        }
        return _counts;
    }

    public void AddWay(SequenceStore store)
    {
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_input);
        for (var i = 0; i < _length;)
        {
            if (_start + i >= store.PieceEnd)
                store.EndPiece(ref buffer, _start + i);
            var step = _steps[i];
            if (step.Length > 0)
                store.Add(ref buffer, _start + i, step.Length, step.Distance);
            i += Math.Max((int)step.Length, 1);
        }
    }
}
