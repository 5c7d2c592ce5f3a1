using System.Buffers.Binary;

namespace RustImage.Deflate;

/// <summary>Huffman codes of limited length (RFC 1951, 3.2.2).</summary>
internal static class HuffmanCode
{
    public const int LongestOfDeflate = 15;

    private const int SymbolBits = 9;

    /// <summary>Computes the length of each symbol's code; 0 for symbols that do not occur.</summary>
    /// <param name="counts">How often each symbol occurs, below 2^23. At most 512 symbols.</param>
    /// <param name="longest">The longest code that is allowed, in bits; at most 15.</param>
    /// <remarks>
    /// This is the in-place algorithm of Moffat and Katajainen. Where codes would be too long, shorter ones are lengthened. There are
    /// always
    /// codes for at least two symbols, as some readers refuse a single one.
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

    /// <summary>Makes canonical codes from their lengths. The bits are reversed, as deflate writes them.</summary>
    /// <param name="codes">Receives the codes, each as code · 256 + length.</param>
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

    /// <param name="depths">Has the counts in ascending order. It is overwritten.</param>
    /// <param name="numbers">Receives the number of symbols at each depth. Depths beyond <paramref name="longest"/> count as that.</param>
    private static void CountDepths(Span<int> depths, int longest, Span<int> numbers)
    {
        var last = depths.Length - 1;
        var (root, leaf) = (0, 0);
        for (var node = 0; node < last; node++)
        {
            // The two leaves or nodes with the smallest weights become children. A node with a parent holds the index of the parent.
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
