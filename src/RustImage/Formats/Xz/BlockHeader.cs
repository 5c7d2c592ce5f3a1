using System.Buffers.Binary;
using RustImage.Formats.Checksums;

namespace RustImage.Formats.Xz;

/// <summary>The header of a block (xz-file-format, 3.1).</summary>
/// <param name="Length">The size of the header itself, in bytes.</param>
/// <param name="CompressedSize">The size of the compressed data in bytes; null where the header does not give it.</param>
/// <param name="UncompressedSize">The size of the uncompressed data in bytes; null where the header does not give it.</param>
/// <param name="Filters">In the order in which the encoder applied them; the last is LZMA2.</param>
internal sealed record BlockHeader(int Length, long? CompressedSize, long? UncompressedSize, IReadOnlyList<FilterFlags> Filters)
{
    private const int ReservedFlags = 0x3C;

    /// <param name="header">All of it, from the size byte to the CRC32.</param>
    public static BlockHeader Read(ReadOnlySpan<byte> header)
    {
        if (Crc.Crc32.Of(header[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]))
            throw Damage.Of("a block's header has another CRC32");
        var flags = header[1];
        if ((flags & ReservedFlags) != 0)
            throw Damage.Unsupported("reserved bits of a block's flags are set");
        var rest = header[2..^4];
        long? compressed = (flags & 0x40) != 0 ? VariableInteger.Take(ref rest) : null;
        if (compressed == 0)
            throw Damage.Of("a block's compressed size is 0");
        long? uncompressed = (flags & 0x80) != 0 ? VariableInteger.Take(ref rest) : null;
        var filters = new FilterFlags[(flags & 3) + 1];
        for (var i = 0; i < filters.Length; i++)
            filters[i] = FilterFlags.Take(ref rest);
        if (rest.ContainsAnyExcept((byte)0))
            throw Damage.Unsupported("a block's header has more than its flags say");
        return new BlockHeader(header.Length, compressed, uncompressed, filters);
    }
}
