namespace RustImage.Deflate;

/// <summary>
/// Estimates the size of each literal, length and distance in 1/32 bits, from how often they occurred in an earlier pass.
/// </summary>
internal sealed class SymbolCosts
{
    private const int BitsOfFraction = 5;

    /// <summary>The costs of symbols that have not occurred: high, but not impossible.</summary>
    private const int UnusedLiteral = 13 << BitsOfFraction, UnusedDistance = 10 << BitsOfFraction;

    private readonly int[] _literals = new int[DeflateFormat.LiteralLengthSymbols];

    /// <summary>The cost of each literal.</summary>
    public ReadOnlySpan<int> Literals => _literals.AsSpan(0, DeflateFormat.EndOfBlock);

    /// <summary>The cost of each match length, with its extra bits.</summary>
    public int[] Lengths { get; } = new int[DeflateFormat.MaximumMatch + 1];

    /// <summary>The cost of each distance symbol, with its extra bits.</summary>
    public int[] Distances { get; } = new int[DeflateFormat.DistanceSymbols];

    public void Set(ReadOnlySpan<int> counts)
    {
        Set(SymbolCounts.LiteralsAndLengths(counts), UnusedLiteral, _literals);
        Set(SymbolCounts.OfDistances(counts), UnusedDistance, Distances);
        for (var length = DeflateFormat.MinimumMatch; length <= DeflateFormat.MaximumMatch; length++)
        {
            var slot = DeflateFormat.LengthSlots[length];
            Lengths[length] = _literals[DeflateFormat.FirstLengthSymbol + slot] + (DeflateFormat.LengthExtraBits[slot] << BitsOfFraction);
        }
        for (var slot = 0; slot < Distances.Length; slot++)
            Distances[slot] += DeflateFormat.DistanceExtraBits[slot] << BitsOfFraction;
    }

    private static void Set(ReadOnlySpan<int> counts, int unused, Span<int> costs)
    {
        var total = 0;
        foreach (var count in counts)
            total += count;
        var logarithm = EntropyCost.Logarithm(total);
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            var cost = (logarithm - EntropyCost.Logarithm(counts[symbol])) >> (EntropyCost.BitsOfFraction - BitsOfFraction);
            costs[symbol] = counts[symbol] == 0 ? unused : Math.Clamp(cost, 1 << BitsOfFraction, unused);
        }
    }
}
