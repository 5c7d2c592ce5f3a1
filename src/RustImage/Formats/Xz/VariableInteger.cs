namespace RustImage.Formats.Xz;

/// <summary>Reads and writes integers of 63 bits as 1 to 9 bytes of 7 bits each, lowest first (xz-file-format, 1.2).</summary>
internal static class VariableInteger
{
    private const int LongestEncoding = 9;

    /// <param name="bytes">Begins with the integer; moved to the byte behind it.</param>
    public static long Take(ref ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (var i = 0; i < Math.Min(LongestEncoding, bytes.Length); i++)
        {
            var next = bytes[i];
            value |= (long)(next & 0x7F) << (7 * i);
            if ((next & 0x80) != 0)
                continue;
            if (next == 0 && i > 0)
                break;
            bytes = bytes[(i + 1)..];
            return value;
        }
        throw Damage.Of("an integer is longer than it may be");
    }

    /// <param name="destination">At least 9 bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Write(Span<byte> destination, long value)
    {
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            destination[count++] = (byte)(value | 0x80);
        destination[count++] = (byte)value;
        return count;
    }
}
