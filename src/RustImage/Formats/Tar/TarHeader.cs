using System.Buffers.Binary;

namespace RustImage.Formats.Tar;

/// <summary>A header block of a tar archive: v7, ustar or GNU, which is what dpkg reads (tar(5)).</summary>
/// <param name="Type">The type flag as it is; NUL in archives of old.</param>
/// <param name="Size">Of the data that follows, in bytes.</param>
/// <param name="Name">Bytes up to the first NUL.</param>
internal sealed record TarHeader(char Type, int Mode, long Size, byte[] Name, byte[] Link)
{
    /// <summary>0 where it is none that Linux has.</summary>
    public long UserId { get; init; }

    /// <inheritdoc cref="UserId"/>
    public long GroupId { get; init; }

    public const int Length = 512;

    /// <returns>Null where the block is no header.</returns>
    public static TarHeader? Read(ReadOnlySpan<byte> block)
    {
        if (Number(block.Slice(148, 8)) != Checksum(block) || Number(block.Slice(100, 8)) is not { } mode || Number(block.Slice(124, 12)) is not { } size)
            return null;
        var name = Text(block[..100]);
        var prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(block.Slice(345, 155)) : [];
        return new TarHeader(
            (char)block[156], (int)(mode & 0xFFF), size, prefix.Length == 0 ? name : [.. prefix, (byte)'/', .. name], Text(block.Slice(157, 100)))
        {
            UserId = Number(block.Slice(108, 8)) ?? 0,
            GroupId = Number(block.Slice(116, 8)) ?? 0,
        };
    }

    public static byte[] Text(ReadOnlySpan<byte> field) => (field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field).ToArray();

    /// <summary>The sum of all bytes, those of the checksum itself taken for spaces.</summary>
    private static long Checksum(ReadOnlySpan<byte> block)
    {
        long sum = 8 * ' ';
        for (var i = 0; i < block.Length; i++)
            sum += i is >= 148 and < 156 ? 0 : block[i];
        return sum;
    }

    /// <summary>Octal digits between spaces or NULs, or GNU's binary form, whose first bit is set; null for anything else.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
            return field[..^8].TrimStart((byte)0x80).ContainsAnyExcept((byte)0) ? null : Positive(BinaryPrimitives.ReadInt64BigEndian(field[^8..]));
        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            value = (value << 3) + (digit - '0');
        }
        return value;
    }

    private static long? Positive(long value) => value < 0 ? null : value;
}
