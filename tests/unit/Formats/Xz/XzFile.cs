using System.Buffers.Binary;
using RustImage.Formats.Checksums;

namespace RustImage.UnitTests.Formats.Xz;

/// <summary>An .xz file of one block without a check. Each part can be wrong while all checksums stay right.</summary>
internal sealed record XzFile
{
    public static byte[] Content { get; } = "some text"u8.ToArray();

    public byte[] Magic { get; init; } = [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    public byte[] Flags { get; init; } = [0, 0];

    /// <summary>The block header between its size and its padding. Empty for no block.</summary>
    public byte[] Header { get; init; } = [0, 0x21, 1, 0];

    public int HeaderSizeOffset { get; init; }

    public uint HeaderCrcFlip { get; init; }

    /// <summary>The LZMA2 data.</summary>
    public byte[] Data { get; init; } = [1, 0, 8, .. Content, 0];

    /// <summary>The uncompressed size in the index, in bytes.</summary>
    public int ContentLength { get; init; } = Content.Length;

    /// <summary>Padding behind the data. Null means zeros up to a multiple of four.</summary>
    public byte[]? Padding { get; init; }

    /// <summary>The index without padding and CRC32. Null means the right one.</summary>
    public byte[]? Index { get; init; }

    public uint IndexCrcFlip { get; init; }

    public int BackwardSizeOffset { get; init; }

    public byte[]? FooterFlags { get; init; }

    public byte[] FooterMagic { get; init; } = "YZ"u8.ToArray();

    public uint FooterCrcFlip { get; init; }

    public byte[] Build()
    {
        byte[] header = [];
        if (Header.Length > 0)
        {
            var length = (1 + Header.Length + 4 + 3) / 4 * 4;
            header = [(byte)((length / 4) - 1 + HeaderSizeOffset), .. Header, .. new byte[length - 5 - Header.Length]];
            header = [.. header, .. Sum(header, HeaderCrcFlip)];
        }
        var index = Padded(Index ?? [0, 1, (byte)(header.Length + Data.Length), (byte)ContentLength]);
        index = [.. index, .. Sum(index, IndexCrcFlip)];
        var footer = new byte[6];
        BinaryPrimitives.WriteInt32LittleEndian(footer, (index.Length / 4) - 1 + BackwardSizeOffset);
        (FooterFlags ?? Flags).CopyTo(footer, 4);
        return
        [
            .. Magic, .. Flags, .. Sum(Flags, 0), .. header, .. Padding is null ? Padded(Data) : [.. Data, .. Padding], .. index,
            .. Sum(footer, FooterCrcFlip), .. footer, .. FooterMagic,
        ];
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 3]];

    private static byte[] Sum(byte[] bytes, uint flip)
    {
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, (uint)Crc.Crc32.Of(bytes) ^ flip);
        return sum;
    }
}
