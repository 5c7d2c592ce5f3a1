using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

/// <summary>The type of a block is in bits 1 and 2 of its first byte (RFC 1951, 3.2.3).</summary>
public sealed class DeflateEncoderTests
{
    private const int Stored = 0, Fixed = 1, Dynamic = 2;

    [Fact]
    public void Noise_is_stored() => Assert.Equal(Stored, FirstBlock(DeflateInputs.Noise(10_000, 1)));

    [Fact]
    public void A_few_bytes_use_the_fixed_code() => Assert.Equal(Fixed, FirstBlock("aaaaaaaaaaaaaaaaaaaaaaa"u8.ToArray()));

    [Fact]
    public void Text_uses_a_dynamic_code() => Assert.Equal(Dynamic, FirstBlock(DeflateInputs.Text(10_000, 2)));

    [Fact]
    public void A_new_block_begins_when_the_kind_of_data_changes()
    {
        var (text, numbers) = (DeflateInputs.Text(200_000, 3), DeflateInputs.Noise(200_000, 4).Select(b => (byte)(b & 0x8F)).ToArray());
        var apart = Size(text) + Size(numbers);
        Assert.InRange(Size([.. text, .. numbers]), apart - 500, apart + 500);
        Assert.InRange(Size([.. text, .. numbers, .. text, .. numbers]), 0, (2 * apart) + 1000);
        Assert.InRange(Size([.. text, .. DeflateInputs.Text(200_000, 5)]), 0, Size(text) * 2);
    }

    [Theory]
    [MemberData(nameof(ParallelGzipStreamTests.Levels), MemberType = typeof(ParallelGzipStreamTests))]
    public void A_match_of_every_length_and_from_every_distance_is_found(Enum level)
    {
        var bytes = DeflateInputs.EveryLengthAndDistance();
        var (lengths, distances) = (new HashSet<int>(), new HashSet<int>());
        var store = new SequenceStore(Chunk.Size);
        byte[] padded = [.. new byte[Chunk.Start], .. bytes, .. new byte[MatchLength.Padding]];
        DeflateParsers.Create((DeflateLevel)level).Parse(padded, Chunk.Start, Chunk.Start, Chunk.Start + bytes.Length, store);
        foreach (var sequence in store.Sequences(0, store.Pieces))
        {
            lengths.Add(sequence.Length);
            distances.Add(sequence.DistanceSlot);
        }
        var shortest = (DeflateLevel)level == DeflateLevel.Fast ? 4 : 3;
        Assert.Empty(Enumerable.Range(shortest, DeflateFormat.MaximumMatch - shortest + 1).Except(lengths));
        Assert.Empty(Enumerable.Range(0, DeflateFormat.DistanceSymbols).Except(distances));
    }

    [Fact]
    public void The_buffer_has_room_for_a_chunk_of_incompressible_blocks()
    {
        var worst = DeflateEncoder.MaximumLength;
        Assert.InRange(Gunzip.Compress(DeflateInputs.Noise(Chunk.Size, 6), DeflateLevel.Fast).Length, Chunk.Size, worst);
    }

    private static int FirstBlock(byte[] bytes) => (Gunzip.Compress(bytes, DeflateLevel.Balanced)[10] >> 1) & 3;

    private static int Size(byte[] bytes) => Gunzip.Compress(bytes, DeflateLevel.Balanced).Length;
}
