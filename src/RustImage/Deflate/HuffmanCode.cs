using System.Buffers.Binary;

namespace RustImage.Deflate;

/// <summary>Huffman codes of limited length (RFC 1951, 3.2.2).</summary>
internal static class HuffmanCode
{
    public const int LongestOfDeflate = 15;

    private const int SymbolBits = 9;

    /// <summary>The length of each symbol's code; 0 for those that do not occur.</summary>
    /// <param name="counts">At most 512, each below 2^23.</param>
    /// <param name="longest">In bits, at most 15.</param>
    /// <remarks>
    /// Moffat and Katajainen's algorithm in place; where a code would be too long, shorter ones make room. A code always has two
    /// symbols at least, because some readers refuse others.
    /// </remarks>
    public static void Lengths(ReadOnlySpan<int> counts, int longest, Span<byte> lengths)
    {
        lengths.Clear();
        Span<uint> symbols = stackalloc uint[counts.Length];
        var used = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
                symbols[used++] = ((uint)counts[symbol] << SymbolBits) | (uint)symbol;
        }
        if (used < 2)
        {
            var only = used == 0 ? 0 : (int)(symbols[0] & ((1 << SymbolBits) - 1));
            lengths[only] = lengths[only == 0 ? 1 : 0] = 1;
            return;
        }
        symbols = symbols[..used];
        symbols.Sort();
        Span<int> depths = stackalloc int[used];
        for (var i = 0; i < used; i++)
            depths[i] = (int)(symbols[i] >> SymbolBits);
        Span<int> numbers = stackalloc int[LongestOfDeflate + 1];
        numbers.Clear();
        CountDepths(depths, longest, numbers);
        Limit(numbers, longest);

        var next = 0;
        for (var length = longest; length > 0; length--)
        {
            for (var i = numbers[length]; i > 0; i--)
                lengths[(int)(symbols[next++] & ((1 << SymbolBits) - 1))] = (byte)length;
        }
    }

    /// <summary>Canonical codes, their bits in the order in which deflate writes them; above 8 bits of length.</summary>
    /// <param name="codes">Each is code · 256 + length.</param>
    public static void Codes(ReadOnlySpan<byte> lengths, Span<uint> codes)
    {
        Span<int> next = stackalloc int[LongestOfDeflate + 2];
        next.Clear();
        foreach (var length in lengths)
            next[length + 1]++;
        next[1] = 0; // what is unused has no code
        for (var length = 1; length <= LongestOfDeflate; length++)
            next[length + 1] = (next[length] + next[length + 1]) << 1;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            codes[symbol] = length == 0 ? 0 : (Reversed((uint)next[length]++, length) << 8) | length;
        }
    }

    /// <param name="depths">In: counts in rising order. Out: of no use.</param>
    /// <param name="numbers">Out: how many symbols lie at each depth; those below <paramref name="longest"/> count as there.</param>
    private static void CountDepths(Span<int> depths, int longest, Span<int> numbers)
    {
        var last = depths.Length - 1;
        var (root, leaf) = (0, 0);
        for (var node = 0; node < last; node++)
        {
            // The two lightest of leaves and nodes become children; a node that has a parent holds its index.
            var weight = 0;
            for (var child = 0; child < 2; child++)
            {
                if (leaf > last || (root < node && depths[root] < depths[leaf]))
                {
                    weight += depths[root];
                    depths[root++] = node;
                }
                else
                {
                    weight += depths[leaf++];
                }
            }
            depths[node] = weight;
        }

        depths[last - 1] = 0;
        for (var node = last - 2; node >= 0; node--)
            depths[node] = depths[depths[node]] + 1;

        var (free, inner, depth) = (1, last - 1, 0);
        while (free > 0)
        {
            var nodes = 0;
            for (; inner >= 0 && depths[inner] == depth; inner--)
                nodes++;
            numbers[Math.Min(depth, longest)] += free - nodes;
            free = 2 * nodes;
            depth++;
        }
    }

    /// <summary>Lengthens short codes until the sum of 2^-length is 1 again.</summary>
    private static void Limit(Span<int> numbers, int longest)
    {
        var sum = 0;
        for (var length = 1; length <= longest; length++)
            sum += numbers[length] << (longest - length);
        for (; sum > 1 << longest; sum--)
        {
            var length = longest - 1;
            while (numbers[length] == 0)
                length--;
            numbers[longest]--;
            numbers[length]--;
            numbers[length + 1] += 2;
        }
    }

    private static uint Reversed(uint code, int length)
    {
        code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
        code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
        code = ((code & 0x0F0F) << 4) | ((code >> 4) & 0x0F0F);
        return (uint)(BinaryPrimitives.ReverseEndianness((ushort)code) >> (16 - length));
    }
}
