using RustImage.Deflate;
using RustImage.Layers;
using RustImage.UnitTests.Deflate;

namespace RustImage.UnitTests.Layers;

public sealed class GzipCompressorTests
{
    /// <summary>Several chunks that differ.</summary>
    private static readonly byte[] Sample = DeflateInputs.Text((3 * Chunk.Size) + 1, 7);

    public static TheoryData<string> Levels => ["fast", "balanced", "small"];

    /// <summary>The name says which bytes come out. Raise the version in it whenever a digest here changes.</summary>
    [Theory]
    [InlineData("fast", "rustimage-gzip-1-fast sha256:c270228b0b439508e0f31f8e49bbe8290488dce3cb3008b72ba7d55be05c3502")]
    [InlineData("balanced", "rustimage-gzip-1-balanced sha256:849f2a92f9c7409013221fb19c52e6a5e3436dba2907027f3be0ed7ce6f262df")]
    [InlineData("small", "rustimage-gzip-1-small sha256:1a3737196dc78bfe43ddb21dc6b13cfac2e163f5be258bdfa632d45bd2face33")]
    public void The_name_and_the_compressed_bytes_equal_the_golden_ones_on_every_host(string level, string expected)
    {
        var gzip = GzipCompressor.Parse(level);
        Assert.Equal(expected, $"{gzip.Name} {gzip.Compress(output => output.Write(Sample), Stream.Null)}");
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_output_is_complete_and_its_digest_is_that_of_its_bytes(string level)
    {
        using var output = new MemoryStream();
        var digest = GzipCompressor.Parse(level).Compress(stream => stream.Write(Sample), output);
        output.WriteByte(0); // it stays open
        var bytes = output.ToArray()[..^1];
        Assert.Equal(Digest.OfBytes(bytes), digest);
        Assert.Equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0], bytes[..8]); // RFC 1952, 2.3: magic, deflate, no flags, no time
        Assert.Equal(Sample, Gunzip.ByTheRuntime(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("best")]
    [InlineData("fast,small")]
    public void An_unknown_level_is_an_error(string level)
    {
        var failure = Assert.Throws<RustImageException>(() => GzipCompressor.Parse(level));
        Assert.Equal("RIMG5024", failure.Code);
        Assert.Contains($"'{level}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_case_of_a_level_does_not_matter() =>
        Assert.Equal(GzipCompressor.Parse("small").Name, GzipCompressor.Parse("Small").Name);

    [Fact]
    public void Only_a_few_chunks_are_in_memory_at_once()
    {
        var random = new byte[Chunk.Size];
        new Random(7).NextBytes(random);
        using var output = new HashingStream(Stream.Null);
        long most = 0;
        new GzipCompressor(DeflateLevel.Fast).Compress(
            input =>
            {
                for (long written = Chunk.Size; written <= 200L * Chunk.Size; written += Chunk.Size)
                {
                    input.Write(random);
                    // Random bytes do not shrink, so what is missing in the output is in memory.
                    most = Math.Max(most, written - output.Count);
                }
            },
            output);
        Assert.InRange(most, 1, (Environment.ProcessorCount + 4L) * Chunk.Size);
    }
}
