namespace RustImage.Formats.Xz;

/// <summary>Reads what a filter makes of the stage before it.</summary>
internal sealed class FilterReader(IByteReader source, Filter filter) : IByteReader
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _read;
    private int _done;
    private int _end;

    public int Read(Span<byte> destination)
    {
        while (_read == _done)
        {
            if (!Fill())
                return 0;
        }
        var count = Math.Min(destination.Length, _done - _read);
        _buffer.AsSpan(_read, count).CopyTo(destination);
        _read += count;
        return count;
    }

    /// <returns>False at the end.</returns>
    private bool Fill()
    {
        var left = _end - _done;
        _buffer.AsSpan(_done, left).CopyTo(_buffer);
        _read = 0;
        var count = source.Read(_buffer.AsSpan(left));
        _end = left + count;
        _done = count == 0 ? _end : filter.Decode(_buffer.AsSpan(0, _end));
        return _end > 0;
    }
}
