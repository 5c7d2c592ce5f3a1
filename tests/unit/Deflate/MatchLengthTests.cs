using System.Buffers.Binary;
using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

public sealed class MatchLengthTests
{
    [Fact]
    public void Comparing_words_gives_the_same_length_as_comparing_bytes()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var one = DeflateInputs.Noise(300 + MatchLength.Padding, round);
            var other = one.ToArray();
            other[random.Next(other.Length)] ^= (byte)(1 << random.Next(8));
            var maximum = random.Next(1, DeflateFormat.MaximumMatch + 1);
            var expected = one.AsSpan(0, maximum).CommonPrefixLength(other.AsSpan(0, maximum));
            Assert.Equal(expected, MatchLength.Of(ref one[0], ref other[0], 0, maximum));
            if (expected >= 4)
                Assert.Equal(expected, MatchLength.Of(ref one[0], ref other[0], 4, maximum));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_first_difference_is_found_in_either_byte_order(int equal)
    {
        var bytes = new byte[8];
        bytes.AsSpan(equal).Fill(0x90);
        Assert.Equal(equal, MatchLength.EqualBytes(BinaryPrimitives.ReadUInt64LittleEndian(bytes), littleEndian: true));
        Assert.Equal(equal, MatchLength.EqualBytes(BinaryPrimitives.ReadUInt64BigEndian(bytes), littleEndian: false));
    }

    [Fact]
    public void Four_bytes_are_read_as_little_endian_on_every_host()
    {
        byte[] bytes = [1, 2, 3, 4];
        Assert.Equal(0x04030201u, MatchLength.FourBytes(ref bytes[0]));
    }
}
