using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

/// <summary>Random inputs of literals, copies and runs near the borders of chunks and windows.</summary>
public sealed class DeflateFuzzTests
{
    [Theory]
    [MemberData(nameof(ParallelGzipStreamTests.Levels), MemberType = typeof(ParallelGzipStreamTests))]
    public void Every_random_input_survives_compression(Enum level)
    {
        var workers = new DeflateWorkers((DeflateLevel)level, 2);
        for (var seed = 0; seed < ((DeflateLevel)level == DeflateLevel.Small ? 40 : 120); seed++)
        {
            var bytes = Make(seed);
            var read = Gunzip.ByTheRuntime(Gunzip.Compress(bytes, workers));
            Assert.True(read.AsSpan().SequenceEqual(bytes), $"seed {seed}");
        }
    }

    private static byte[] Make(int seed)
    {
        var random = new Random(seed);
        int[] lengths =
        [
            random.Next(300), random.Next(40_000), random.Next(200_000),
            Chunk.Size + random.Next(-5, 6), Chunk.Size + random.Next(100_000),
        ];
        var bytes = new byte[lengths[random.Next(seed % 6 == 0 ? 5 : 3)]];
        var (alphabet, position) = (1 + random.Next(256), 0);
        while (position < bytes.Length)
        {
            var length = Math.Min(bytes.Length - position, 1 + (int)Math.Exp(random.NextDouble() * random.Next(2, 9)));
            switch (random.Next(8))
            {
                case < 3:
                    for (var i = 0; i < length; i++)
                        bytes[position + i] = (byte)random.Next(alphabet);
                    break;
                case 3:
                    bytes.AsSpan(position, length).Fill((byte)random.Next(alphabet));
                    break;
                case 4:
                    alphabet = 1 + random.Next(256);
                    break;
                default:
                    var farthest = random.Next(2) == 0 ? 300 : DeflateFormat.WindowSize + 3;
                    var distance = 1 + random.Next(Math.Min(Math.Max(position, 1), farthest));
                    for (var i = 0; i < length && position >= distance; i++)
                        bytes[position + i] = bytes[position + i - distance];
                    break;
            }
            position += length;
        }
        return bytes;
    }
}
