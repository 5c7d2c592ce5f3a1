using System.Text;

namespace RustImage.Elf;

/// <summary>DT_STRTAB: strings that end with a zero byte, named by their offset (gABI, chapter 4, "String Table").</summary>
internal sealed class StringTable(BoundedReader reader, byte[] bytes)
{
    // Linkers let strings share their ends, and a name with several versions is used as often. A table that a file reads many
    // times over by overlapping strings is an attack: it would take the square of its length.
    private long budget = (1 << 16) + (8L * bytes.Length);

    public static StringTable Empty(BoundedReader reader) => new(reader, []);

    /// <param name="what">What the string is, for the message.</param>
    public string At(ulong offset, string what)
    {
        if (offset >= (ulong)bytes.Length)
            throw reader.Malformed($"{what} is string {offset} of a string table of {bytes.Length} bytes");
        var rest = bytes.AsSpan((int)offset);
        var length = rest.IndexOf((byte)0);
        if (length < 0)
            throw reader.Malformed($"{what} has no end");
        budget -= length;
        if (budget < 0)
            throw reader.Malformed("its strings overlap too often");
        return Encoding.UTF8.GetString(rest[..length]);
    }
}
