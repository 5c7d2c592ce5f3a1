namespace RustImage.Formats.Xz;

/// <summary>
/// Decompresses .xz data (tukaani.org/xz/xz-file-format.txt), with all checks and filters and any number of blocks and streams.
/// </summary>
/// <remarks>
/// Data that is damaged, cut off or of an unknown form is an <see cref="InvalidDataException"/>. The check of a block is behind it, so
/// only a caller who reads to the end knows that all bytes were right.
/// </remarks>
internal sealed class XzStream : Stream
{
    /// <summary>Twice the dictionary of the highest preset of xz, in bytes.</summary>
    public const int DefaultDictionaryLimit = 128 << 20;

    private readonly Stream _compressed;
    private readonly bool _leaveOpen;
    private readonly XzInput _input;
    private readonly XzDecoder _decoder;
    private bool _isDisposed;

    public XzStream(Stream compressed, bool leaveOpen = false)
        : this(compressed, leaveOpen, DefaultDictionaryLimit)
    {
    }

    /// <param name="dictionaryLimit">The largest dictionary that is accepted, in bytes. Memory is allocated only as data comes.</param>
    public XzStream(Stream compressed, bool leaveOpen, int dictionaryLimit)
    {
        ArgumentNullException.ThrowIfNull(compressed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dictionaryLimit, Array.MaxLength - (2 * SlidingWindow.Overshoot));
        _compressed = compressed;
        _leaveOpen = leaveOpen;
        _input = new XzInput(compressed);
        _decoder = new XzDecoder(_input, dictionaryLimit);
    }

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The data is damaged, cut off, or not supported. Each further read throws it, too.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return buffer.IsEmpty ? 0 : _decoder.Read(buffer);
    }

    /// <inheritdoc cref="Read(Span{byte})"/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _input.Dispose();
            if (!_leaveOpen)
                _compressed.Dispose();
        }
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
