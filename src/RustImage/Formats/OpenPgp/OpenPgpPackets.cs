using System.Buffers.Binary;

namespace RustImage.Formats.OpenPgp;

/// <summary>
/// Splits OpenPGP data into packets (RFC 9580, section 4.2), so that each can be decoded alone: one that cannot be understood does not
/// spoil the others.
/// </summary>
internal static class OpenPgpPackets
{
    public const int Signature = 2;
    public const int PublicKey = 6;
    public const int Marker = 10;
    public const int Padding = 21;

    /// <param name="Whole">The header and the body.</param>
    /// <param name="Version">The first byte of the body, which is the version of a key or a signature; -1 for an empty body.</param>
    public readonly record struct Packet(int Tag, ReadOnlyMemory<byte> Whole, int Version);

    /// <exception cref="FormatException">The data is not a sequence of whole packets.</exception>
    public static List<Packet> Split(ReadOnlyMemory<byte> data)
    {
        var packets = new List<Packet>();
        while (data.Length > 0)
        {
            var (tag, header, length) = Header(data.Span);
            if (length > data.Length - header)
                throw new FormatException("it is cut off");
            packets.Add(new Packet(tag, data[..(int)(header + length)], length > 0 ? data.Span[header] : -1));
            data = data[(int)(header + length)..];
        }
        return packets;
    }

    private static (int Tag, int Header, long Length) Header(ReadOnlySpan<byte> data) => data switch
    {
        // The new format. Partial lengths are only for data packets, so keys and signatures do not have them.
        [>= 0xc0 and var first, < 192 and var length, ..] => (first & 0x3f, 2, length),
        [>= 0xc0 and var first, < 224 and var high, var low, ..] => (first & 0x3f, 3, ((high - 192) << 8) + low + 192),
        [>= 0xc0 and var first, 255, _, _, _, _, ..] => (first & 0x3f, 6, BinaryPrimitives.ReadUInt32BigEndian(data[2..])),
        // The old format. The last two bits of the first byte tell the size of the length.
        [>= 0x80 and < 0xc0 and var first, var length, ..] when (first & 3) == 0 => ((first >> 2) & 15, 2, length),
        [>= 0x80 and < 0xc0 and var first, _, _, ..] when (first & 3) == 1 =>
            ((first >> 2) & 15, 3, BinaryPrimitives.ReadUInt16BigEndian(data[1..])),
        [>= 0x80 and < 0xc0 and var first, _, _, _, _, ..] when (first & 3) == 2 =>
            ((first >> 2) & 15, 5, BinaryPrimitives.ReadUInt32BigEndian(data[1..])),
        _ => throw new FormatException("it has something that is not an OpenPGP packet"),
    };
}
