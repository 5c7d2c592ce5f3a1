namespace RustImage.Elf;

/// <summary>Numbers and blocks of one file, each checked against its end before anything is allocated.</summary>
/// <remarks>
/// Single numbers come from pages, each read once and kept: however a file's tables jump about, they cost no more than the file
/// is long.
/// </remarks>
internal sealed class BoundedReader(IByteSource source, string name, ByteOrder order)
{
    private const int PageSize = 4096;

    // No table of a real file comes near; an array can't hold much more.
    private const ulong LargestBlock = 1 << 29;

    private readonly Dictionary<ulong, byte[]> pages = [];
    private byte[] page = [];
    private ulong pageNumber = ulong.MaxValue;

    public ByteOrder Order => order;

    /// <summary>The file's length in bytes.</summary>
    public ulong Length { get; } = (ulong)source.Length;

    public ushort U16(ulong offset)
    {
        Span<byte> bytes = stackalloc byte[2];
        Copy(offset, bytes);
        return order.U16(bytes);
    }

    public uint U32(ulong offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Copy(offset, bytes);
        return order.U32(bytes);
    }

    public ulong U64(ulong offset)
    {
        Span<byte> bytes = stackalloc byte[8];
        Copy(offset, bytes);
        return order.U64(bytes);
    }

    public ulong Word(ulong offset) => order.Is64Bit ? U64(offset) : U32(offset);

    /// <param name="what">The table in words, for the message.</param>
    public byte[] Block(ulong offset, ulong length, string what)
    {
        Check(offset, length, what);
        if (length > LargestBlock)
            throw Malformed($"{what} claims {length} bytes");
        var block = new byte[length];
        Read(offset, block, what);
        return block;
    }

    /// <summary>Fills a buffer of the caller's, past the pages.</summary>
    public void Read(ulong offset, Span<byte> destination, string what)
    {
        Check(offset, (ulong)destination.Length, what);
        if (source.Read((long)offset, destination) != destination.Length)
            throw Malformed("it became shorter while it was read");
    }

    public void Check(ulong offset, ulong length, string what)
    {
        if (!Fits(offset, length))
            throw Malformed($"{what} (at byte {offset}, {length} bytes long) goes beyond the file's end at byte {Length}");
    }

    public bool Fits(ulong offset, ulong length) => offset <= Length && length <= Length - offset;

    /// <param name="what">A clause that follows "is not a sound ELF file:".</param>
    public RustImageException Malformed(string what) => Messages.MalformedElf(name, what).ToException();

    private void Copy(ulong offset, Span<byte> destination)
    {
        Check(offset, (ulong)destination.Length, "a number");
        while (destination.Length > 0)
        {
            Turn(offset / PageSize);
            var rest = page.AsSpan((int)(offset % PageSize));
            var count = Math.Min(rest.Length, destination.Length);
            rest[..count].CopyTo(destination);
            destination = destination[count..];
            offset += (ulong)count;
        }
    }

    private void Turn(ulong number)
    {
        if (number == pageNumber)
            return;
        if (!pages.TryGetValue(number, out var found))
        {
            var start = number * PageSize;
            found = Block(start, Math.Min(PageSize, Length - start), "a page");
            pages.Add(number, found);
        }
        (page, pageNumber) = (found, number);
    }
}
