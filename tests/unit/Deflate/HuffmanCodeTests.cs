using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

public sealed class HuffmanCodeTests
{
    [Fact]
    public void Code_lengths_are_optimal_if_the_limit_allows_it()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var symbols = Enumerable.Range(0, 2 + random.Next(285));
            int[] counts = [.. symbols.Select(_ => random.Next(4) == 0 ? 0 : random.Next(1, 2 + (round * 10)))];
            if (counts.Count(c => c > 0) < 2)
                continue;
            var lengths = Lengths(counts, 15);
            var cost = counts.Zip(lengths, (c, l) => (long)c * l).Sum();
            Assert.InRange(cost, BestCost(counts), lengths.Max() < 15 ? BestCost(counts) : BestCost(counts) * 1001 / 1000);
            Assert.Equal(1, Kraft(lengths));
            Assert.Equal(counts.Select(c => c > 0), lengths.Select(l => l > 0));
        }
    }

    [Theory]
    [InlineData(7, 19)]
    [InlineData(14, 30)]
    [InlineData(15, 30)]
    [InlineData(15, 16)]
    public void No_code_length_exceeds_the_limit(int longest, int symbols)
    {
        var counts = new int[symbols]; // Fibonacci's numbers make the deepest tree
        for (var i = 0; i < symbols; i++)
            counts[i] = i < 2 ? 1 : counts[i - 1] + counts[i - 2];
        var lengths = Lengths(counts, longest);
        Assert.Equal(Math.Min(longest, symbols - 1), lengths.Max());
        Assert.Equal(1, Kraft(lengths));
        Assert.Equal(lengths.OrderDescending(), lengths); // what is more frequent is not longer
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 0)]
    public void A_code_has_at_least_two_symbols(int used, int first, int second)
    {
        var counts = new int[30];
        if (used >= 0)
            counts[used] = 9;
        var lengths = Lengths(counts, 15);
        Assert.Equal(2, lengths.Sum(l => l));
        Assert.Equal((1, 1), (lengths[first], lengths[second]));
    }

    [Fact]
    public void The_codes_equal_the_example_of_the_standard()
    {
        // RFC 1951, 3.2.2: ABCDEFGH of lengths 3, 3, 3, 3, 3, 2, 4, 4
        var codes = new uint[8];
        HuffmanCode.Codes([3, 3, 3, 3, 3, 2, 4, 4], codes);
        Assert.Equal(["010", "011", "100", "101", "110", "00", "1110", "1111"], codes.Select(Text));
    }

    [Fact]
    public void No_code_is_a_prefix_of_another()
    {
        var lengths = Lengths([.. Enumerable.Range(0, 286).Select(i => i * i * i)], 14);
        var codes = new uint[286];
        HuffmanCode.Codes(lengths, codes);
        var texts = codes.Where(c => c != 0).Select(Text).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(285, texts.Count);
        Assert.DoesNotContain(texts.Zip(texts.Skip(1)), p => p.Second.StartsWith(p.First, StringComparison.Ordinal));
    }

    private static byte[] Lengths(int[] counts, int longest)
    {
        var lengths = new byte[counts.Length];
        HuffmanCode.Lengths(counts, longest, lengths);
        return lengths;
    }

    private static double Kraft(byte[] lengths) => lengths.Where(l => l > 0).Sum(l => Math.Pow(2, -l));

    /// <summary>Computes the optimal cost with a queue: each join of the two lightest nodes adds their weight.</summary>
    private static long BestCost(int[] counts)
    {
        var queue = new PriorityQueue<long, long>(counts.Where(c => c > 0).Select(c => ((long)c, (long)c)));
        var cost = 0L;
        while (queue.Count > 1)
        {
            var joined = queue.Dequeue() + queue.Dequeue();
            cost += joined;
            queue.Enqueue(joined, joined);
        }
        return cost;
    }

    /// <summary>The code in the notation of the standard: first bit first.</summary>
    private static string Text(uint code) =>
        string.Concat(Enumerable.Range(0, (int)(code & 0xFF)).Select(i => (char)('0' + ((code >> (8 + i)) & 1))));
}
