using RustImage.Formats.Checksums;
using RustImage.UnitTests.Formats.Xz;

namespace RustImage.UnitTests.Formats.Checksums;

/// <summary>The check values come from the catalogue of parametrised CRC algorithms (reveng.sourceforge.io).</summary>
public sealed class CrcTests
{
    [Fact]
    public void The_digits_1_to_9_have_the_published_check_values()
    {
        Assert.Equal(0xCBF43926u, Crc.Crc32.Of("123456789"u8));
        Assert.Equal(0x995DC9BBDF1939FAul, Crc.Crc64.Of("123456789"u8));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Many_bytes_at_once_give_the_same_checksum_as_single_bytes(int bits)
    {
        var crc = bits == 32 ? Crc.Crc32 : Crc.Crc64;
        var bytes = XzInputs.Noise(1200);
        for (var start = 0; start < 20; start++)
        {
            for (var length = 0; length < bytes.Length - start; length += 1 + (length / 9))
            {
                ulong expected = 0;
                for (var i = 0; i < length; i++)
                    expected = crc.Append(expected, bytes.AsSpan(start + i, 1));
                Assert.Equal(expected, crc.Of(bytes.AsSpan(start, length)));
            }
        }
    }
}
