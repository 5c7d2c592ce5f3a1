namespace RustImage.Formats.Tar;

/// <summary>The offsets of the fields of a header block, in bytes (POSIX, pax, "ustar Interchange Format"; tar(5)).</summary>
/// <remarks>
/// <para>This folder has one reader and one writer. System.Formats.Tar serves beside them where its limits do no harm:</para>
/// <para>
/// Reading: <see cref="TarReader"/> reads packages and layers that others made. System.Formats.Tar verifies no checksum, takes a block
/// without one for the end of the archive, reads extended headers of any size into memory, and refuses those whose values hold
/// newlines, as binary attributes may. It is good enough to look up names and offsets in a user's archive of an image
/// (Base/Sources), whose blobs are verified by their digests afterwards.
/// </para>
/// <para>
/// Writing: <see cref="TarWriter"/> writes to a pipe while the content is being made. System.Formats.Tar takes content only as a stream
/// that it reads itself, and writes sizes above 8 GiB only with pax headers, which name the writing process. It is good enough for
/// layers (Layers) and image archives (Outputs), whose content is in files; golden digests in the tests hold its bytes.
/// </para>
/// </remarks>
internal static class TarLayout
{
    /// <summary>The size of a header, and what content is padded to a multiple of.</summary>
    public const int BlockSize = 512;

    public static readonly Range Name = 0..100;
    public static readonly Range Mode = 100..108;
    public static readonly Range UserId = 108..116;
    public static readonly Range GroupId = 116..124;
    public static readonly Range Size = 124..136;
    public static readonly Range Time = 136..148;
    public static readonly Range Checksum = 148..156;
    public const int Type = 156;
    public static readonly Range LinkName = 157..257;
    public static readonly Range Magic = 257..263;
    public static readonly Range MagicAndVersion = 257..265;

    /// <summary>The directory of a name that is too long for <see cref="Name"/>; only behind the magic of ustar.</summary>
    public static readonly Range Prefix = 345..500;

    /// <summary>The padding behind content of a size, both in bytes.</summary>
    public static long PaddingOf(long size) => -size & (BlockSize - 1);

    /// <summary>The sum of all bytes, with those of the checksum itself counted as spaces.</summary>
    public static long ChecksumOf(ReadOnlySpan<byte> block)
    {
        var (start, length) = Checksum.GetOffsetAndLength(BlockSize);
        long sum = length * ' ';
        for (var i = 0; i < block.Length; i++)
            sum += i >= start && i < start + length ? 0 : block[i];
        return sum;
    }
}
