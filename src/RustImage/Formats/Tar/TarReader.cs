namespace RustImage.Formats.Tar;

/// <param name="Link">What a link names, else empty.</param>
internal sealed record TarEntry(string Name, char Type, int Mode, long Size, string Link)
{
    public long UserId { get; init; }

    public long GroupId { get; init; }
}

/// <summary>Reads a tar, entry by entry (tar(5)).</summary>
/// <remarks>
/// Not System.Formats.Tar: it checks no checksum, takes a header without one for the end, reads extended headers of any size into
/// memory, and refuses those whose values have newlines, as binary attributes may.
/// </remarks>
internal abstract class TarReader(Stream stream) : IDisposable
{
    public const int LongestName = 4096;

    private readonly byte[] _block = new byte[TarHeader.Length];
    private long _left;
    private long _padding;

    /// <returns>Null at the end; then all data was read, and found whole.</returns>
    /// <exception cref="RustImageException">The archive is damaged, or a name may not be.</exception>
    public TarEntry? Next()
    {
        byte[]? longName = null;
        byte[]? longLink = null;
        PaxHeader? extended = null;
        while (true)
        {
            Skip(_left + _padding);
            if (!TryFill(_block, mayEnd: EndsUnmarked))
                return null;
            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                Drain();
                return null;
            }
            var header = TarHeader.Read(_block) ?? throw Damaged("holds a block that is no header");
            Begin(header.Type, header.Size);
            if (header.Type == 'L')
                longName = LongText();
            else if (header.Type == 'K')
                longLink = LongText();
            else if (header.Type == 'x' && ReadsPax)
                extended = ReadPax();
            else
                return Entry(header, longName, longLink, extended);
        }
    }

    /// <summary>The current entry's data.</summary>
    /// <returns>0 only at its end.</returns>
    public int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, _left);
        if (wanted == 0)
            return 0;
        var count = stream.Read(buffer[..wanted]);
        if (count == 0)
            throw Damaged("ends within a file");
        _left -= count;
        return count;
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Whether extended headers are part of what they precede; else each is an entry.</summary>
    protected virtual bool ReadsPax => false;

    /// <summary>Whether the archive may end without a block of zeros.</summary>
    protected virtual bool EndsUnmarked => false;

    protected abstract string Decode(byte[] name);

    /// <param name="what">What the archive does: "ends too early".</param>
    protected abstract RustImageException Damaged(string what);

    /// <param name="why">"5000 bytes long".</param>
    protected abstract RustImageException BadName(string name, string why);

    private TarEntry Entry(TarHeader header, byte[]? longName, byte[]? longLink, PaxHeader? extended)
    {
        Begin(header.Type, extended?.Size ?? header.Size);
        return new TarEntry(
            Decode(longName ?? extended?.Path ?? header.Name), extended is { IsSparse: true } ? 'S' : header.Type, header.Mode, _left,
            Decode(longLink ?? extended?.Link ?? header.Link))
        {
            UserId = extended?.UserId ?? header.UserId,
            GroupId = extended?.GroupId ?? header.GroupId,
        };
    }

    private void Begin(char type, long size)
    {
        _left = HasData(type) ? size : 0;
        _padding = -_left & (TarHeader.Length - 1);
    }

    /// <summary>Links, directories and the like have none, whatever their size says.</summary>
    private static bool HasData(char type) => type is not (>= '1' and <= '6');

    private byte[] LongText()
    {
        if (_left > LongestName + 1)
            throw BadName("", $"{_left} bytes long");
        var text = new byte[_left];
        Fill(text);
        _left = 0;
        return TarHeader.Text(text);
    }

    private PaxHeader ReadPax()
    {
        if (_left > PaxHeader.MostBytes)
            throw Damaged($"has an extended header of {_left} bytes");
        var records = new byte[_left];
        Fill(records);
        _left = 0;
        return PaxHeader.Read(records) ?? throw Damaged("has an extended header that is none");
    }

    private void Fill(Span<byte> buffer) => TryFill(buffer, mayEnd: false);

    /// <returns>False where the archive ended just before.</returns>
    private bool TryFill(Span<byte> buffer, bool mayEnd)
    {
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (count < buffer.Length && !(mayEnd && count == 0))
            throw Damaged("ends too early");
        return count > 0 || buffer.Length == 0;
    }

    private void Skip(long count)
    {
        for (; count > 0; count -= Math.Min(count, _block.Length))
            Fill(_block.AsSpan(0, (int)Math.Min(count, _block.Length)));
    }

    /// <summary>Only behind the end are the checks of the compression.</summary>
    private void Drain()
    {
        while (stream.Read(_block) > 0)
        {
        }
    }
}
