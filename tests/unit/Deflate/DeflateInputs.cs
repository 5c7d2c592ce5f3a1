using System.IO.Compression;
using System.Text;
using RustImage.Deflate;
using RustImage.Testing;

namespace RustImage.UnitTests.Deflate;

/// <summary>Data of several kinds, equal in every run. Some inputs are longer than a chunk.</summary>
internal static class DeflateInputs
{
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["nothing"] = () => [],
        ["one byte"] = () => [42],
        ["three bytes"] = () => [7, 7, 7],
        ["five bytes"] = () => "aaaaa"u8.ToArray(),
        ["all equal"] = () => new byte[(2 * Chunk.Size) + 5],
        ["one chunk"] = () => Text(Chunk.Size, 1),
        ["one chunk and a byte"] = () => Text(Chunk.Size + 1, 2),
        ["text"] = () => Text(300_000, 3),
        ["noise"] = () => Noise(Chunk.Size + 70_000, 4),
        ["few values"] = () => [.. Noise(200_000, 5).Select(b => (byte)(b & 3))],
        ["a short period"] = () => Period(400_000, 7),
        ["a period of the longest match"] = () => Period(400_000, DeflateFormat.MaximumMatch),
        ["a period of the window"] = () => Period(300_000, DeflateFormat.WindowSize),
        ["a period longer than the window"] = () => Period(300_000, DeflateFormat.WindowSize + 1),
        ["a period of 64 KiB"] = () => Period(400_000, 1 << 16),
        ["compressed before"] = () => Compressed(Text(900_000, 6)),
        ["changing kinds"] = () =>
            [.. Text(20_000, 7), .. Noise(30_000, 8), .. new byte[25_000], .. Period(50_000, 300), .. Text(9_000, 9)],
        ["every length and distance"] = EveryLengthAndDistance,
        ["rare bytes"] = RareBytes,
        ["a program"] = () => File.ReadAllBytes(Require.File("/bin/bash", "bash")),
    };

    /// <summary>Small inputs that do not depend on the machine.</summary>
    public static IEnumerable<string> Golden =>
    [
        "nothing", "one byte", "five bytes", "one chunk and a byte", "few values", "a period of the window", "changing kinds",
        "every length and distance", "rare bytes",
    ];

    public static byte[] Text(int length, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(length + 10);
        while (text.Length < length)
            text.Append("word").Append(random.Next(3000)).Append(random.Next(9) == 0 ? '\n' : ' ');
        return Encoding.ASCII.GetBytes(text.ToString())[..length];
    }

    public static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Period(int length, int period)
    {
        var noise = Noise(period, period);
        return [.. Enumerable.Range(0, length).Select(i => noise[i % period])];
    }

    /// <summary>One copy for the first distance of each symbol, and two for each length. The copied bytes occur nowhere else.</summary>
    public static byte[] EveryLengthAndDistance()
    {
        var random = new Random(10);
        var bytes = new List<byte>(Fresh(DeflateFormat.WindowSize, random));
        foreach (var distance in DeflateFormat.DistanceBase)
        {
            bytes.AddRange(Fresh(Math.Min((int)distance, 1500) + 50, random));
            Copy(bytes, distance, 40);
        }
        // Twice, because a parser may find a better match by chance.
        var lengths = Enumerable.Range(DeflateFormat.MinimumMatch, DeflateFormat.MaximumMatch - DeflateFormat.MinimumMatch + 1);
        foreach (var length in lengths.Concat(lengths))
        {
            bytes.AddRange(Fresh(length + 3, random));
            Copy(bytes, length + 3, length);
        }
        return [.. bytes, .. Fresh(50, random)];
    }

    /// <summary>Noise that sometimes repeats a few bytes, because parsers search less after a long time without a match.</summary>
    private static byte[] Fresh(int length, Random random)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        for (var i = 60; i + 8 <= length; i += 68)
            "repeated"u8.CopyTo(bytes.AsSpan(i));
        return bytes;
    }

    /// <summary>Byte by byte, because a copy may overlap itself. The bytes before and after do not continue the match.</summary>
    private static void Copy(List<byte> bytes, int distance, int length)
    {
        bytes[^1] = (byte)(bytes[^(distance + 1)] ^ 1);
        for (; length > 0; length--)
            bytes.Add(bytes[^distance]);
        bytes.Add((byte)(bytes[^distance] ^ 1));
    }

    /// <summary>Each byte is twice as frequent as the one before, so an optimal code would be longer than deflate allows.</summary>
    private static byte[] RareBytes()
    {
        var bytes = Enumerable.Range(0, 18).SelectMany(i => Enumerable.Repeat((byte)i, 1 << i)).ToArray();
        new Random(12).Shuffle(bytes);
        return bytes;
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
            zlib.Write(bytes);
        return output.ToArray();
    }
}
