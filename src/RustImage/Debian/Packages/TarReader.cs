using System.Text;

namespace RustImage.Debian.Packages;

/// <param name="Link">What a link names, else empty.</param>
internal sealed record TarEntry(string Name, char Type, int Mode, long Size, string Link);

/// <summary>Reads a member of a .deb, entry by entry.</summary>
/// <remarks>
/// Not System.Formats.Tar: it checks no checksum, takes a header without one for the end, and reads extended headers of any size into
/// memory. What dpkg refuses, as pax headers, is refused here.
/// </remarks>
/// <param name="member">Its name for messages.</param>
internal sealed class TarReader(Stream stream, string deb, string member) : IDisposable
{
    public const int LongestName = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _block = new byte[TarHeader.Length];
    private long _left;
    private long _padding;

    /// <returns>Null at the end; then all data was read, and found whole.</returns>
    /// <exception cref="RustImageException">RIMG7003: the archive is damaged. RIMG7005: it unpacks to too much. RIMG7008: a name is no UTF-8.</exception>
    public TarEntry? Next()
    {
        byte[]? longName = null;
        byte[]? longLink = null;
        while (true)
        {
            Skip(_left + _padding);
            Fill(_block);
            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                Drain();
                return null;
            }
            var header = TarHeader.Read(_block) ?? throw Damaged("holds a block that is no header");
            _left = HasData(header.Type) ? header.Size : 0;
            _padding = -_left & (TarHeader.Length - 1);
            if (header.Type == 'L')
                longName = LongText();
            else if (header.Type == 'K')
                longLink = LongText();
            else
                return new TarEntry(Decode(longName ?? header.Name), header.Type, header.Mode, _left, Decode(longLink ?? header.Link));
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

    /// <summary>Links, directories and the like have none, whatever their size says.</summary>
    private static bool HasData(char type) => type is not (>= '1' and <= '6');

    private byte[] LongText()
    {
        if (_left > LongestName + 1)
            throw Messages.UnsafePath(deb, "", $"{_left} bytes long").ToException();
        var text = new byte[_left];
        Fill(text);
        _left = 0;
        return TarHeader.Text(text);
    }

    private string Decode(byte[] name)
    {
        try
        {
            return Utf8.GetString(name);
        }
        catch (DecoderFallbackException e)
        {
            throw Messages.UnsafePath(deb, Encoding.Latin1.GetString(name), "no UTF-8").ToException(e);
        }
    }

    private void Fill(Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw Damaged("ends too early");
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

    private RustImageException Damaged(string what) => Messages.DamagedPackage(deb, $"its member '{member}' {what}").ToException();
}
