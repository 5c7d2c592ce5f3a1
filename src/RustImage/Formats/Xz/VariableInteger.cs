namespace RustImage.Formats.Xz;

/// <summary>Integers of 63 bits in 1 to 9 bytes, 7 bits each, lowest first (xz-file-format, 1.2).</summary>
internal static class VariableInteger
{
    private const int LongestEncoding = 9;

    /// <param name="bytes">Moves behind the integer.</param>
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

    /// <returns>How many bytes of the destination, at least 9 long, were written.</returns>
    public static int Write(Span<byte> destination, long value)
    {
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            destination[count++] = (byte)(value | 0x80);
        destination[count++] = (byte)value;
        return count;
    }
}
