namespace RustImage.Elf;

/// <summary>Reads numbers and blocks of a file. Each place is checked against the end of the file before memory is allocated.</summary>
/// <remarks>
/// Numbers are read from pages, each of which is read once and kept. So a hostile file cannot cause more reading than its length.
/// </remarks>
/// <param name="name">The name of the file for messages.</param>
internal sealed class BoundedReader(IByteSource source, string name, ByteOrder order)
{
    private const int PageSize = 4096;

    // Tables of real files are much smaller, and a .NET array cannot be much larger.
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

    /// <param name="what">The name of the table for messages: "its symbol table".</param>
    /// <exception cref="RustImageException">RIMG2002: the block goes beyond the end of the file, or is too large.</exception>
    public byte[] Block(ulong offset, ulong length, string what)
    {
        Check(offset, length, what);
        if (length > LargestBlock)
            throw Malformed($"{what} claims {length} bytes");
        var block = new byte[length];
        Read(offset, block, what);
        return block;
    }

    /// <summary>Fills the caller's buffer directly from the file, without keeping pages.</summary>
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

    /// <param name="what">The end of a sentence, after "is not a valid ELF file:".</param>
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
