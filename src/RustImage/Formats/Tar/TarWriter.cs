using System.Buffers.Binary;
using System.Text;

namespace RustImage.Formats.Tar;

/// <summary>
/// The headers of a tar that is written to a pipe. .NET's own writer wants to read a file's content from a stream, and ours is written;
/// it also has no sizes above 8 GiB without PAX.
/// </summary>
internal static class TarWriter
{
    public const int BlockSize = 512;

    private const long MaximumOctalSize = (1L << 33) - 1; // eleven octal digits

    /// <summary>A plain file with mode 0644, of root and of 1970 (POSIX, pax, "ustar Interchange Format"; sizes above 8 GiB as GNU tar writes them).</summary>
    /// <param name="name">Up to 100 characters of ASCII.</param>
    /// <param name="size">In bytes.</param>
    public static byte[] File(string name, long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 100);
        var header = new byte[BlockSize];
        Write(header, 0, name);
        Write(header, 100, "0000644\0");
        Write(header, 108, "0000000\0");
        Write(header, 116, "0000000\0");
        if (size <= MaximumOctalSize)
            Write(header, 124, Octal(size, 11) + "\0");
        else
            WriteBase256(header.AsSpan(124, 12), size);
        Write(header, 136, "00000000000\0");
        Write(header, 148, "        ");
        header[156] = (byte)'0';
        Write(header, 257, size <= MaximumOctalSize ? "ustar\u000000" : "ustar  \0");
        Write(header, 148, Octal(header.Sum(b => (long)b), 6) + "\0 ");
        return header;
    }

    /// <summary>What follows a file of this size, up to the next header.</summary>
    public static byte[] Padding(long size) => new byte[(BlockSize - size % BlockSize) % BlockSize];

    private static void WriteBase256(Span<byte> field, long size)
    {
        field[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(field[4..], size);
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    private static void Write(byte[] header, int offset, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(offset));
}
