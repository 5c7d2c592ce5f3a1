using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

/// <summary>The tables of RFC 1951, 3.2.5.</summary>
public sealed class DeflateFormatTests
{
    [Fact]
    public void Every_length_has_the_symbol_of_its_range()
    {
        for (var length = DeflateFormat.MinimumMatch; length <= DeflateFormat.MaximumMatch; length++)
        {
            var slot = DeflateFormat.LengthSlots[length];
            Assert.InRange(length - DeflateFormat.LengthBase[slot], 0, (1 << DeflateFormat.LengthExtraBits[slot]) - 1);
        }
        Assert.Equal(285, DeflateFormat.FirstLengthSymbol + DeflateFormat.LengthSlots[258]);
    }

    [Fact]
    public void Every_distance_has_the_symbol_of_its_range()
    {
        for (var distance = 1; distance <= DeflateFormat.WindowSize; distance++)
        {
            var slot = DeflateFormat.DistanceSlot(distance);
            Assert.InRange(distance - DeflateFormat.DistanceBase[slot], 0, (1 << DeflateFormat.DistanceExtraBits[slot]) - 1);
        }
    }

    [Fact]
    public void A_sequence_holds_the_largest_values()
    {
        var sequence = new Sequence(Chunk.Size, DeflateFormat.MaximumMatch, DeflateFormat.WindowSize, DeflateFormat.DistanceSymbols - 1);
        Assert.Equal((Chunk.Size, 258, 32768, 29), (sequence.Literals, sequence.Length, sequence.Distance, sequence.DistanceSlot));
    }
}
