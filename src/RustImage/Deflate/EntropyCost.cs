using System.Numerics;

namespace RustImage.Deflate;

/// <summary>Estimates the size of a block by Shannon's formula, in 1/4096 bits. It uses integers, so that all processors agree.</summary>
internal static class EntropyCost
{
    public const int BitsOfFraction = 12;

    private const int MantissaBits = 12;

    /// <summary>An estimate of the size of a block's header: a fixed part, and a part for each used symbol.</summary>
    private const long HeaderBits = 90, HeaderBitsOfSymbol = 3;

    private static readonly ushort[] Logarithms = MakeLogarithms();

    /// <returns>The size of the symbols and the header, without the extra bits of lengths and distances.</returns>
    public static long Of(ReadOnlySpan<int> counts)
    {
        var used = 0;
        return Alphabet(SymbolCounts.LiteralsAndLengths(counts), ref used) + Alphabet(SymbolCounts.OfDistances(counts), ref used)
            + ((HeaderBits + (HeaderBitsOfSymbol * used)) << BitsOfFraction);
    }

    /// <returns>log2 n; 0 for 0.</returns>
    public static int Logarithm(int number)
    {
        var shift = Math.Max(0, BitOperations.Log2((uint)number) - (MantissaBits - 1));
        return Logarithms[number >> shift] + (shift << BitsOfFraction);
    }

    private static long Alphabet(ReadOnlySpan<int> counts, ref int used)
    {
        var (total, sum) = (0, 0L);
        foreach (var count in counts)
        {
            total += count;
            sum += (long)count * Logarithm(count);
            used += count > 0 ? 1 : 0;
        }
        return ((long)total * Logarithm(total)) - sum;
    }

    /// <summary>
    /// Computes binary logarithms digit by digit: squaring doubles the logarithm, and a result of 2 or more gives the digit 1.
    /// </summary>
    private static ushort[] MakeLogarithms()
    {
        var table = new ushort[1 << MantissaBits];
        for (var number = 1; number < table.Length; number++)
        {
            var result = BitOperations.Log2((uint)number);
            var mantissa = (ulong)number << (31 - result);
            for (var i = 0; i < BitsOfFraction; i++)
            {
                mantissa = (mantissa * mantissa) >> 31;
                var digit = (int)(mantissa >> 32);
                mantissa >>= digit;
                result = (result << 1) | digit;
            }
            table[number] = (ushort)result;
        }
        return table;
    }
}
