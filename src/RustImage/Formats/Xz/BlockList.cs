using System.Buffers.Binary;
using RustImage.Formats.Checksums;

namespace RustImage.Formats.Xz;

/// <summary>Collects the sizes of a stream's blocks, and compares them with the stream's index (xz-file-format, 4).</summary>
internal sealed class BlockList
{
    /// <summary>The first byte of an index. A block has the size of its header there, which is never 0.</summary>
    public const byte Indicator = 0;

    private readonly List<(long Unpadded, long Uncompressed)> _blocks = [];

    public void Add(long unpaddedSize, long uncompressedSize) => _blocks.Add((unpaddedSize, uncompressedSize));

    /// <summary>Takes the index, which has exactly one valid form for given blocks, and compares it with that form.</summary>
    /// <returns>Its length in bytes.</returns>
    public long Verify(XzInput input)
    {
        var start = input.Position;
        ulong crc = 0;
        Span<byte> expected = stackalloc byte[20];
        expected[0] = Indicator;
        Compare(input, expected[..(1 + VariableInteger.Write(expected[1..], _blocks.Count))], ref crc);
        foreach (var (unpadded, uncompressed) in _blocks)
        {
            var length = VariableInteger.Write(expected, unpadded);
            length += VariableInteger.Write(expected[length..], uncompressed);
            Compare(input, expected[..length], ref crc);
        }
        expected.Clear();
        Compare(input, expected[..(int)((4 - ((input.Position - start) & 3)) & 3)], ref crc);
        if (BinaryPrimitives.ReadUInt32LittleEndian(input.Take(4)) != crc)
            throw Damage.Of("the index has another CRC32");
        return input.Position - start;
    }

    private static void Compare(XzInput input, ReadOnlySpan<byte> expected, ref ulong crc)
    {
        if (!input.Take(expected.Length).SequenceEqual(expected))
            throw Damage.Of("the index tells of other blocks than there are");
        crc = Crc.Crc32.Append(crc, expected);
    }
}
