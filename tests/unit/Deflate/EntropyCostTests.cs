using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

public sealed class EntropyCostTests
{
    [Fact]
    public void A_logarithm_is_exact_to_a_thousandth_of_a_bit()
    {
        for (var number = 1; number < 3_000_000; number += 1 + (number / 500))
            Assert.Equal(Math.Log2(number), EntropyCost.Logarithm(number) / 4096.0, 0.001);
        Assert.Equal(0, EntropyCost.Logarithm(0));
    }

    [Fact]
    public void Equally_frequent_symbols_cost_the_logarithm_of_their_count()
    {
        var counts = new int[SymbolCounts.Size];
        counts.AsSpan(0, 256).Fill(40);
        var others = new int[SymbolCounts.Size];
        others.AsSpan(0, 256).Fill(80);
        Assert.Equal(256 * 40 * 8 << EntropyCost.BitsOfFraction, EntropyCost.Of(others) - EntropyCost.Of(counts));
    }
}
