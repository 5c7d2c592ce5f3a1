using System.Buffers;

namespace RustImage.Formats.Xz;

/// <summary>The compressed bytes, in a buffer that holds a whole LZMA2 chunk in one piece.</summary>
internal sealed class XzInput(Stream stream) : IDisposable
{
    /// <summary>An LZMA2 chunk's compressed data has at most 64 KiB.</summary>
    public const int LongestPiece = 1 << 16;

    private const int Capacity = 1 << 17;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity + RangeDecoder.Lookahead);
    private int _start;
    private int _end;
    private long _taken;

    /// <summary>Bytes taken since the stream began.</summary>
    public long Position => _taken;

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => _start == _end && !Fill(1);

    /// <summary>The next bytes, without taking them; the array goes on for <see cref="RangeDecoder.Lookahead"/> bytes behind them.</summary>
    /// <param name="count">At most <see cref="LongestPiece"/>.</param>
    /// <exception cref="InvalidDataException">The data ends before.</exception>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count && !Fill(count))
            throw Damage.Of("it ends too early");
        return _buffer.AsSpan(_start, count);
    }

    /// <inheritdoc cref="Peek"/>
    public ReadOnlySpan<byte> Take(int count)
    {
        var bytes = Peek(count);
        Skip(count);
        return bytes;
    }

    public byte TakeByte() => Take(1)[0];

    /// <summary>Takes what was peeked at.</summary>
    public void Skip(int count)
    {
        _start += count;
        _taken += count;
    }

    /// <summary>Nothing is read any more.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool Fill(int count)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < count)
        {
            var read = stream.Read(_buffer, _end, Capacity - _end);
            if (read <= 0)
                return false;
            _end += read;
        }
        return true;
    }
}
