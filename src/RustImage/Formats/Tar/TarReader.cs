namespace RustImage.Formats.Tar;

/// <summary>Reads a tar that others made, entry by entry (tar(5)). A derived class says what its kind of archive may hold.</summary>
/// <remarks><see cref="TarLayout"/> says why this is not System.Formats.Tar.</remarks>
internal abstract class TarReader(Stream stream) : IDisposable
{
    /// <summary>The longest name or target of a link, in bytes: PATH_MAX of Linux.</summary>
    public const int LongestName = 4096;

    private readonly byte[] _block = new byte[TarLayout.BlockSize];
    private long _left;
    private long _padding;

    /// <summary>Goes to the next entry, past what is left of the current one.</summary>
    /// <returns>Null at the end. The stream was then read to its end, so a checksum behind the data was verified.</returns>
    /// <exception cref="RustImageException">What <see cref="Damaged"/> and <see cref="BadName"/> make.</exception>
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
            var header = TarHeader.Read(_block) ?? throw Damaged("holds a block that is not a header");
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

    /// <summary>Reads the current entry's content.</summary>
    /// <returns>The number of bytes read; 0 only at the content's end.</returns>
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

    /// <summary>Whether a pax header changes the entry behind it. If not, it is returned as an entry of its own.</summary>
    protected virtual bool ReadsPax => false;

    /// <summary>Whether the archive may end without a block of zeros.</summary>
    protected virtual bool EndsUnmarked => false;

    protected abstract string Decode(byte[] name);

    /// <param name="what">The fault, as a predicate: "ends too early".</param>
    protected abstract RustImageException Damaged(string what);

    /// <param name="why">What is wrong with the name: "5000 bytes long".</param>
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
        _left = HasContent(type) ? size : 0;
        _padding = TarLayout.PaddingOf(_left);
    }

    /// <summary>Links, directories, devices and FIFOs have no content, even where their size is not 0.</summary>
    private static bool HasContent(char type) => type is not (>= '1' and <= '6');

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

    /// <returns>False where the stream was at its end and may be.</returns>
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

    private void Drain()
    {
        while (stream.Read(_block) > 0)
        {
        }
    }
}
