using System.Buffers.Binary;
using RustImage.Deflate;
using RustImage.Formats.Checksums;
using RustImage.Testing;

namespace RustImage.UnitTests.Deflate;

/// <summary>Other programs decompress the output, and the bytes depend only on the input and the level.</summary>
public sealed class ParallelGzipStreamTests
{
    public static TheoryData<string, Enum> InputsAndLevels =>
        new(from input in DeflateInputs.All.Keys from level in Enum.GetValues<DeflateLevel>() select (input, (Enum)level));

    public static TheoryData<Enum> Levels => [.. Enum.GetValues<DeflateLevel>()];

    [Theory]
    [MemberData(nameof(InputsAndLevels))]
    public void The_runtime_and_SharpZipLib_read_the_output(string input, Enum level)
    {
        var bytes = DeflateInputs.All[input]();
        var compressed = Gunzip.Compress(bytes, (DeflateLevel)level);
        Assert.True(Gunzip.ByTheRuntime(compressed).AsSpan().SequenceEqual(bytes));
        Assert.True(Gunzip.BySharpZipLib(compressed).AsSpan().SequenceEqual(bytes));
    }

    [Theory]
    [InlineData("gzip", "gzip", "-dk")]
    [InlineData("pigz", "pigz", "-dk")]
    [InlineData("libdeflate-gunzip", "libdeflate-tools", "-k")]
    public async Task Command_line_tools_read_the_output(string tool, string package, string options)
    {
        var program = Require.Tool(tool, package);
        using var directory = new TemporaryDirectory();
        var expected = new Dictionary<string, Digest>();
        var all = from input in DeflateInputs.All.Values from level in Enum.GetValues<DeflateLevel>() select (input(), level);
        foreach (var (input, level) in all)
        {
            var name = $"{expected.Count}";
            expected[name] = Digest.OfBytes(input);
            await File.WriteAllBytesAsync(directory[$"{name}.gz"], Gunzip.Compress(input, level));
        }
        var files = expected.Keys.Select(n => $"{n}.gz");
        var result = await ProcessRunner.CaptureAsync(new Command(program, [options, .. files], directory.Path));
        Assert.Equal(new CommandResult(0, "", ""), result);
        Assert.All(expected, e => Assert.Equal(e.Value, Digest.OfFile(directory[e.Key])));
    }

    [Theory]
    [MemberData(nameof(InputsAndLevels))]
    public void The_number_of_threads_does_not_change_the_bytes(string input, Enum level)
    {
        var bytes = DeflateInputs.All[input]();
        var one = Gunzip.Compress(bytes, (DeflateLevel)level, 1);
        Assert.True(one.AsSpan().SequenceEqual(Gunzip.Compress(bytes, (DeflateLevel)level, 2)));
        Assert.True(one.AsSpan().SequenceEqual(Gunzip.Compress(bytes, (DeflateLevel)level, 8)));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_sizes_of_writes_do_not_change_the_bytes(Enum level)
    {
        var bytes = DeflateInputs.Text((2 * Chunk.Size) + 12_345, 20);
        var whole = Gunzip.Compress(bytes, (DeflateLevel)level);
        var random = new Random(21);
        int[][] cuts =
        [
            [1], [0, 0], [Chunk.Size], [Chunk.Size - 1, 1, 1], [Chunk.Size + 1], [bytes.Length],
            [.. Enumerable.Repeat(512, bytes.Length / 512)], [.. Enumerable.Range(0, 200).Select(_ => random.Next(30_000))],
        ];
        Assert.All(cuts, c => Assert.True(whole.AsSpan().SequenceEqual(Gunzip.Compress(bytes, (DeflateLevel)level, cuts: c))));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Reused_workers_give_the_same_bytes(Enum level)
    {
        var workers = new DeflateWorkers((DeflateLevel)level, 2);
        foreach (var bytes in DeflateInputs.All.Values.Select(i => i()))
            Assert.True(Gunzip.Compress(bytes, (DeflateLevel)level, 1).AsSpan().SequenceEqual(Gunzip.Compress(bytes, workers)));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Many_writers_share_a_few_workers(Enum level)
    {
        var inputs = Enumerable.Range(0, 12).Select(i => DeflateInputs.Text(i * 300_000, i)).ToList();
        var workers = new DeflateWorkers((DeflateLevel)level, 2);
        var together = await Task.WhenAll(inputs.Select(i => Task.Run(() => Gunzip.Compress(i, workers))));
        Assert.All(inputs.Zip(together), p => Assert.True(Gunzip.Compress(p.First, (DeflateLevel)level, 1).AsSpan()
            .SequenceEqual(p.Second)));
    }

    [Fact]
    public void A_gzip_member_has_no_name_or_time_and_ends_with_checksum_and_length()
    {
        var bytes = DeflateInputs.Text(100_000, 22);
        var compressed = Gunzip.Compress(bytes, DeflateLevel.Fast);
        Assert.Equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], compressed[..10]); // RFC 1952, 2.3
        Assert.Equal(Crc.Crc32.Of(bytes), BinaryPrimitives.ReadUInt32LittleEndian(compressed.AsSpan()[^8..]));
        Assert.Equal((uint)bytes.Length, BinaryPrimitives.ReadUInt32LittleEndian(compressed.AsSpan()[^4..]));
    }

    [Fact]
    public void An_empty_input_gives_the_smallest_member() => Assert.Equal(10 + 5 + 8, Gunzip.Compress([], DeflateLevel.Balanced).Length);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Incompressible_data_grows_only_a_little(Enum level)
    {
        var noise = DeflateInputs.Noise(3 * Chunk.Size, 23);
        var compressed = Gunzip.Compress(noise, (DeflateLevel)level);
        Assert.InRange(compressed.Length, noise.Length, noise.Length + 600);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_chunk_uses_the_window_before_it(Enum level)
    {
        var noise = DeflateInputs.Noise(20_000, 24);
        byte[] apart = [.. new byte[Chunk.Size - noise.Length], .. noise, .. noise];
        Assert.InRange(Gunzip.Compress(apart, (DeflateLevel)level).Length, noise.Length, noise.Length + 3_000);
    }

    [Fact]
    public void Level_small_compresses_better_than_balanced_and_balanced_better_than_fast()
    {
        var program = File.ReadAllBytes(Require.File("/bin/bash", "bash"));
        DeflateLevel[] levels = [DeflateLevel.Small, DeflateLevel.Balanced, DeflateLevel.Fast];
        int[] sizes = [.. levels.Select(l => Gunzip.Compress(program, l).Length)];
        Assert.Equal(sizes.Order().Distinct(), sizes);
    }
}
