using System.Runtime.CompilerServices;

namespace RustImage.Formats.Xz;

/// <summary>The dictionary of LZMA: a ring buffer of the bytes decoded last, which grows only as data comes.</summary>
/// <remarks>
/// The ring is a little larger than the dictionary, as a copy may write up to <see cref="Overshoot"/> bytes too far. It overwrites the
/// oldest bytes, which no distance reaches any more.
/// </remarks>
internal sealed class SlidingWindow(int dictionarySize)
{
    public const int Overshoot = 32;

    /// <summary>
    /// A multiple of 16, so that a position in the ring has the same low bits as the position in the data, which LZMA uses.
    /// </summary>
    private readonly int _ringSize = dictionarySize + Overshoot;

    private bool _isFull;
    private int _read;

    public byte[] Bytes { get; private set; } = [];

    /// <summary>The index of the next byte.</summary>
    public int Position { get; set; }

    public int RingSize => _ringSize;

    /// <summary>Whether the ring has wrapped around since the last reset.</summary>
    public bool IsFull => _isFull;

    public int DictionarySize => dictionarySize;

    public bool HasUnread => _read < Position;

    /// <summary>Discards all bytes. The caller has read them.</summary>
    public void Reset()
    {
        Position = 0;
        _read = 0;
        _isFull = false;
    }

    /// <summary>Makes room for a piece that does not cross the end of the ring.</summary>
    /// <param name="count">The wanted number of bytes, at least 1.</param>
    /// <returns>The position up to which the piece may go.</returns>
    public int Reserve(int count)
    {
        if (Position == _ringSize)
        {
            Position = 0;
            _read = 0;
            _isFull = true;
        }
        var limit = Math.Min((long)Position + count, _ringSize);
        if (limit + Overshoot > Bytes.Length)
            Grow(limit);
        return (int)limit;
    }

    /// <param name="distance">0 is the last byte.</param>
    /// <returns>Whether there is a byte at that distance.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Reaches(uint distance, int position) =>
        distance < (uint)(_isFull ? dictionarySize : Math.Min(position, dictionarySize));

    /// <summary>Copies byte by byte, also where the source crosses the end of the ring.</summary>
    public void CopyAround(int position, uint distance, int count)
    {
        var from = position - 1 - (int)distance;
        if (from < 0)
            from += _ringSize;
        for (var i = 0; i < count; i++)
        {
            Bytes[position + i] = Bytes[from++];
            if (from == _ringSize)
                from = 0;
        }
    }

    public byte Previous => Position > 0 ? Bytes[Position - 1] : _isFull ? Bytes[_ringSize - 1] : (byte)0;

    /// <summary>Hands out decoded bytes that have not been read.</summary>
    /// <returns>The number of bytes.</returns>
    public int Read(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, Position - _read);
        Bytes.AsSpan(_read, count).CopyTo(destination);
        _read += count;
        return count;
    }

    private void Grow(long limit)
    {
        var size = Math.Min(Math.Max(limit, 2L * Bytes.Length), _ringSize) + Overshoot;
        var larger = GC.AllocateUninitializedArray<byte>((int)size);
        Bytes.AsSpan(0, Position).CopyTo(larger);
        Bytes = larger;
    }
}
