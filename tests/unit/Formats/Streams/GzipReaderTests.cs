using System.IO.Compression;
using RustImage.Formats.Streams;

namespace RustImage.UnitTests.Formats.Streams;

public sealed class GzipReaderTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))];

    [Fact]
    public void Whole_data_is_unpacked() => Assert.Equal(Bytes, Unpack(Compress()));

    [Fact]
    public void Data_that_ends_too_early_is_damaged_at_every_length()
    {
        var whole = Compress();
        Assert.All(Enumerable.Range(1, whole.Length - 1), n => Assert.Throws<InvalidDataException>(() => Unpack(whole[..n])));
    }

    [Fact]
    public void A_changed_byte_of_the_data_or_its_checksum_never_gives_other_bytes()
    {
        var whole = Compress();
        for (var i = 10; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            Assert.IsType<InvalidDataException>(Record.Exception(() => Unpack(damaged)));
        }
    }

    [Fact]
    public void An_error_of_the_disk_stays_what_it_is()
    {
        using var reader = new GzipReader(new BrokenDisk());
        Assert.Equal("disk", Assert.Throws<IOException>(() => reader.ReadByte()).Message);
    }

    private static byte[] Compress()
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionMode.Compress))
            gzip.Write(Bytes);
        return output.ToArray();
    }

    private static byte[] Unpack(byte[] compressed)
    {
        using var reader = new GzipReader(new MemoryStream(compressed));
        using var output = new MemoryStream();
        reader.CopyTo(output);
        return output.ToArray();
    }

    private sealed class BrokenDisk : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("disk");

        public override int Read(Span<byte> buffer) => throw new IOException("disk");
    }
}
