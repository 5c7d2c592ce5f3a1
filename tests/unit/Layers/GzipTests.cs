using System.IO.Compression;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class GzipTests
{
    /// <summary>Neither constant nor random, and longer than the window of deflate.</summary>
    private static readonly byte[] Sample = Input();

    [Fact]
    public void The_compressed_bytes_equal_the_golden_digest_on_every_host() => Assert.Equal(
        "sha256:5e26a7dc50cb0a21c74458058ecda1265a7a4a32c9d43bfdf2c79bc4ccd6d461", Digest.OfBytes(Compress(Sample)).ToString());

    [Fact]
    public void The_header_has_no_name_and_no_time()
    {
        var bytes = Compress(Sample);
        Assert.Equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0], bytes[..8]); // RFC 1952, 2.3: magic, deflate, no flags, no time
        Assert.Equal((uint)Sample.Length, BitConverter.ToUInt32(bytes, bytes.Length - 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(4093)]
    [InlineData(81920)]
    public void The_sizes_of_writes_do_not_change_the_bytes(int size) => Assert.Equal(Compress(Sample), Compress(Sample, size));

    [Fact]
    public void GZipStream_reads_the_output()
    {
        using var reader = new GZipStream(new MemoryStream(Compress(Sample)), CompressionMode.Decompress);
        using var output = new MemoryStream();
        reader.CopyTo(output);
        Assert.Equal(Sample, output.ToArray());
    }

    [Fact]
    public async Task GNU_gzip_accepts_the_output()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["x.gz"], Compress(Sample));
        var result = await ProcessRunner.CaptureAsync(new Command(Require.Tool("gzip", "gzip"), ["-t", "x.gz"], directory.Path));
        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [Fact]
    public void An_empty_input_gives_a_valid_file()
    {
        using var reader = new GZipStream(new MemoryStream(Compress([])), CompressionMode.Decompress);
        Assert.Equal(-1, reader.ReadByte());
    }

    [Fact]
    public void The_underlying_stream_stays_open()
    {
        using var output = new MemoryStream();
        Gzip.Compressor(output).Dispose();
        output.WriteByte(1);
    }

    private static byte[] Compress(byte[] input, int size = int.MaxValue)
    {
        using var output = new MemoryStream();
        using (var gzip = Gzip.Compressor(output))
        {
            for (var start = 0; start < input.Length; start += Math.Min(size, input.Length))
                gzip.Write(input, start, Math.Min(size, input.Length - start));
        }
        return output.ToArray();
    }

    private static byte[] Input()
    {
        var bytes = new byte[700_000];
        var state = 1u;
        for (var i = 0; i < bytes.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            bytes[i] = (state >> 28) < 9 && i > 40_000 ? bytes[i - (int)(state % 40_000) - 1] : (byte)(state >> 26);
        }
        return bytes;
    }
}
