using System.Buffers.Binary;
using RustImage.Formats.Checksums;

namespace RustImage.Formats.Xz;

/// <summary>The flags of a stream (xz-file-format, 2.1.1.2), which say only how blocks are checked.</summary>
internal readonly record struct StreamFlags(byte CheckId)
{
    public const int HeaderLength = 12;
    public const int FooterLength = 12;

    private static ReadOnlySpan<byte> HeaderMagic => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    private static ReadOnlySpan<byte> FooterMagic => "YZ"u8;

    public static StreamFlags OfHeader(ReadOnlySpan<byte> header)
    {
        if (!header[..6].SequenceEqual(HeaderMagic))
            throw Damage.Of("a stream does not start with xz's magic bytes");
        return Read(header.Slice(6, 2), header[8..]);
    }

    /// <param name="backwardSize">The size of the index according to the footer, in bytes.</param>
    public static StreamFlags OfFooter(ReadOnlySpan<byte> footer, out long backwardSize)
    {
        if (!footer[10..].SequenceEqual(FooterMagic))
            throw Damage.Of("a stream does not end with xz's magic bytes");
        backwardSize = (BinaryPrimitives.ReadUInt32LittleEndian(footer[4..]) + 1L) * 4;
        if (Crc.Crc32.Of(footer[4..10]) != BinaryPrimitives.ReadUInt32LittleEndian(footer))
            throw Damage.Of("a stream's footer has another CRC32");
        return Parse(footer[8..10]);
    }

    private static StreamFlags Read(ReadOnlySpan<byte> flags, ReadOnlySpan<byte> crc)
    {
        if (Crc.Crc32.Of(flags) != BinaryPrimitives.ReadUInt32LittleEndian(crc))
            throw Damage.Of("a stream's header has another CRC32");
        return Parse(flags);
    }

    private static StreamFlags Parse(ReadOnlySpan<byte> flags)
    {
        if (flags[0] != 0 || (flags[1] & 0xF0) != 0)
            throw Damage.Unsupported("reserved bits of a stream's flags are set");
        return new StreamFlags(flags[1]);
    }
}
