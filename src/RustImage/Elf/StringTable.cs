using System.Text;

namespace RustImage.Elf;

/// <summary>
/// The strings of DT_STRTAB, which end with a zero byte and are named by their offsets (gABI, chapter 4, "String Table").
/// </summary>
internal sealed class StringTable(BoundedReader reader, byte[] bytes)
{
    // Linkers let strings share their ends, and a name with several versions is read several times. But a hostile table of overlapping
    // strings would take time in the square of its length.
    private long budget = (1 << 16) + (8L * bytes.Length);

    public static StringTable Empty(BoundedReader reader) => new(reader, []);

    /// <param name="what">The meaning of the string for messages: "its SONAME".</param>
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
