using RustImage.Formats.Checksums;
using RustImage.UnitTests.Formats.Xz;

namespace RustImage.UnitTests.Formats.Checksums;

/// <summary>The check values of the catalogue of parametrised CRC algorithms (reveng.sourceforge.io), and one way of computing as judge of the other.</summary>
public sealed class CrcTests
{
    [Fact]
    public void The_check_values_are_right()
    {
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));
        Assert.Equal(0x995DC9BBDF1939FAul, Crc64.Of("123456789"u8));
    }

    [Fact]
    public void Many_bytes_at_once_have_the_same_value_as_one_by_one()
    {
        var bytes = Inputs.Noise(1200);
        for (var start = 0; start < 20; start++)
        {
            for (var length = 0; length < bytes.Length - start; length += 1 + (length / 9))
            {
                uint crc32 = 0;
                ulong crc64 = 0;
                for (var i = 0; i < length; i++)
                {
                    crc32 = Crc32.Append(crc32, bytes.AsSpan(start + i, 1));
                    crc64 = Crc64.Append(crc64, bytes.AsSpan(start + i, 1));
                }
                Assert.Equal((crc32, crc64), (Crc32.Of(bytes.AsSpan(start, length)), Crc64.Of(bytes.AsSpan(start, length))));
            }
        }
    }
}
