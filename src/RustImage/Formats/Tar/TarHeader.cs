using System.Buffers.Binary;
using System.Text;

namespace RustImage.Formats.Tar;

/// <summary>A header block of a tar archive, in the forms that dpkg reads: v7, ustar and GNU (tar(5)).</summary>
/// <param name="Type">The type flag; NUL for a file in the archives of v7.</param>
/// <param name="Mode">Permission bits, with setuid, setgid and sticky.</param>
/// <param name="Size">The size of the content that follows, in bytes.</param>
/// <param name="Name">The bytes before the first NUL.</param>
/// <param name="Link">The name of a link's target; empty for other types.</param>
internal sealed record TarHeader(char Type, int Mode, long Size, byte[] Name, byte[] Link)
{
    private const long LargestOctalSize = (1L << 33) - 1; // eleven digits

    /// <summary>0 where the field holds no number.</summary>
    public long UserId { get; init; }

    /// <inheritdoc cref="UserId"/>
    public long GroupId { get; init; }

    /// <returns>Null where the block is not a header.</returns>
    public static TarHeader? Read(ReadOnlySpan<byte> block)
    {
        if (Number(block[TarLayout.Checksum]) != TarLayout.ChecksumOf(block)
            || Number(block[TarLayout.Mode]) is not { } mode || Number(block[TarLayout.Size]) is not { } size)
            return null;
        var name = Text(block[TarLayout.Name]);
        var prefix = block[TarLayout.Magic].SequenceEqual("ustar\0"u8) ? Text(block[TarLayout.Prefix]) : [];
        return new TarHeader(
            (char)block[TarLayout.Type], (int)(mode & 0xFFF), size, prefix.Length == 0 ? name : [.. prefix, (byte)'/', .. name],
            Text(block[TarLayout.LinkName]))
        {
            UserId = Number(block[TarLayout.UserId]) ?? 0,
            GroupId = Number(block[TarLayout.GroupId]) ?? 0,
        };
    }

    /// <summary>The bytes before the first NUL.</summary>
    public static byte[] Text(ReadOnlySpan<byte> field) => (field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field).ToArray();

    /// <summary>Writes a header dated 1970: of ustar, or in GNU's form for sizes above 8 GiB.</summary>
    /// <exception cref="ArgumentException">The name or the link has more than 100 bytes.</exception>
    public void Write(Span<byte> block)
    {
        block.Clear();
        Name.CopyTo(block[TarLayout.Name]);
        PutOctal(block[TarLayout.Mode], Mode);
        PutOctal(block[TarLayout.UserId], UserId);
        PutOctal(block[TarLayout.GroupId], GroupId);
        if (Size <= LargestOctalSize)
            PutOctal(block[TarLayout.Size], Size);
        else
            PutBinary(block[TarLayout.Size], Size);
        PutOctal(block[TarLayout.Time], 0);
        block[TarLayout.Type] = (byte)Type;
        Link.CopyTo(block[TarLayout.LinkName]);
        (Size <= LargestOctalSize ? "ustar\u000000"u8 : "ustar  \0"u8).CopyTo(block[TarLayout.MagicAndVersion]);
        // Six digits, a NUL and a space, unlike all other numbers.
        PutOctal(block[TarLayout.Checksum][..^1], TarLayout.ChecksumOf(block));
        block[TarLayout.Checksum][^1] = (byte)' ';
    }

    /// <summary>Reads octal digits between spaces or NULs, or GNU's binary form, which begins with the bit 0x80.</summary>
    /// <returns>Null for anything else, and for negative numbers.</returns>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] == 0x80)
            return Binary(field);
        long value = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            value = (value << 3) + (digit - '0');
        }
        return value;
    }

    private static long? Binary(ReadOnlySpan<byte> field) =>
        !field[..^8].TrimStart((byte)0x80).ContainsAnyExcept((byte)0)
        && BinaryPrimitives.ReadInt64BigEndian(field[^8..]) is >= 0 and var value ? value : null;

    /// <summary>Leading zeros, and a NUL at the end.</summary>
    private static void PutOctal(Span<byte> field, long value) =>
        Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(field.Length - 1, '0'), field);

    private static void PutBinary(Span<byte> field, long value)
    {
        field[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(field[^8..], value);
    }
}
