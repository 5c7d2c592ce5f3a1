using System.Numerics;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>The layout of the arrays that count symbols: literals and lengths first, then distances.</summary>
internal static class SymbolCounts
{
    /// <summary>The index of the first distance.</summary>
    public const int Distances = 288;

    /// <summary>The length of the arrays, which is a multiple of all vector widths.</summary>
    public const int Size = Distances + 32;

    public static ReadOnlySpan<int> LiteralsAndLengths(ReadOnlySpan<int> counts) => counts[..DeflateFormat.LiteralLengthSymbols];

    public static ReadOnlySpan<int> OfDistances(ReadOnlySpan<int> counts) => counts.Slice(Distances, DeflateFormat.DistanceSymbols);

    public static void Sum(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> sum)
    {
        var first = MemoryMarshal.Cast<int, Vector<int>>(one);
        var second = MemoryMarshal.Cast<int, Vector<int>>(other);
        var sums = MemoryMarshal.Cast<int, Vector<int>>(sum);
        for (var i = 0; i < sums.Length; i++)
            sums[i] = first[i] + second[i];
    }
}
