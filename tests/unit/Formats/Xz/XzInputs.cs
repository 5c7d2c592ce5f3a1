using System.Text;
using RustImage.Formats.Xz;
using RustImage.Testing;

namespace RustImage.UnitTests.Formats.Xz;

/// <summary>Data of several kinds, equal in every run.</summary>
internal static class XzInputs
{
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["nothing"] = () => [],
        ["one byte"] = () => [42],
        ["text"] = () => Text(60_000),
        ["noise"] = () => Noise(150_000),
        ["zeros"] = () => new byte[600_000],
        ["opcodes"] = () => Opcodes(200_000),
        ["a program"] = () => File.ReadAllBytes(Require.File("/bin/bash", "bash"))[..400_000],
    };

    public static byte[] Text(int length)
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append("word").Append(random.Next(300)).Append(random.Next(9) == 0 ? '\n' : ' ');
        return Encoding.ASCII.GetBytes(text.ToString())[..length];
    }

    public static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(2).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes that form branch instructions of all processors, so that the filters find many.</summary>
    private static byte[] Opcodes(int length)
    {
        byte[] alphabet =
        [
            0x00, 0x00, 0xFF, 0xFF, 0xE8, 0xE9, 0xEB, 0xF0, 0xF7, 0xF8, 0x48, 0x4B, 0x01, 0x40, 0x7F, 0xC0, 0x94, 0x97, 0x90, 0xB0, 0xEF,
            0x17,
            0x97, 0x31, 0x10, 0x12, 0x1F, 0x50, 0x0A,
        ];
        var random = new Random(3);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = random.Next(8) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
        return bytes;
    }

    public static byte[] Decode(byte[] compressed)
    {
        using var stream = new XzStream(new MemoryStream(compressed));
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <returns>Null if the decoder throws InvalidDataException. Any other exception is a bug.</returns>
    public static byte[]? TryDecode(byte[] compressed)
    {
        try
        {
            return Decode(compressed);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Checks that the decoder and xz accept the same candidates and give the same bytes.</summary>
    public static void AssertAsXz(IReadOnlyList<byte[]> candidates)
    {
        var expected = Testing.Xz.Decompress(candidates);
        for (var i = 0; i < candidates.Count; i++)
        {
            var found = TryDecode(candidates[i]);
            Assert.True((expected[i] is null) == (found is null),
                $"xz {(expected[i] is null ? "refuses" : "accepts")} candidate {i}: {Convert.ToHexString(candidates[i])}");
            Assert.Equal(expected[i], found);
        }
    }
}
