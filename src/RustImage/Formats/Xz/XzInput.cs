using System.Buffers;

namespace RustImage.Formats.Xz;

/// <summary>Buffers the compressed bytes, so that a whole LZMA2 chunk is in one piece.</summary>
internal sealed class XzInput(Stream stream) : IDisposable
{
    /// <summary>The largest piece, in bytes: an LZMA2 chunk has at most 64 KiB of compressed data.</summary>
    public const int LongestPiece = 1 << 16;

    private const int Capacity = 1 << 17;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity + RangeDecoder.Lookahead);
    private int _start;
    private int _end;
    private long _taken;

    /// <summary>The number of bytes taken since the start of the data.</summary>
    public long Position => _taken;

    /// <summary>Whether all bytes are taken, and the stream is at its end.</summary>
    public bool IsAtEnd => _start == _end && !Fill(1);

    /// <summary>Looks at the next bytes. Their array goes on for <see cref="RangeDecoder.Lookahead"/> bytes.</summary>
    /// <param name="count">At most <see cref="LongestPiece"/>.</param>
    /// <exception cref="InvalidDataException">The data has fewer bytes.</exception>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count && !Fill(count))
            throw Damage.Of("it ends too early");
        return _buffer.AsSpan(_start, count);
    }

    /// <summary>Takes the next bytes. They stay valid until the next call.</summary>
    /// <inheritdoc cref="Peek"/>
    public ReadOnlySpan<byte> Take(int count)
    {
        var bytes = Peek(count);
        Skip(count);
        return bytes;
    }

    public byte TakeByte() => Take(1)[0];

    /// <summary>Takes bytes that were looked at.</summary>
    public void Skip(int count)
    {
        _start += count;
        _taken += count;
    }

    /// <summary>Returns the buffer to its pool. The stream stays open.</summary>
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
