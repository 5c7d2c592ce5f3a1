using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>Decodes LZMA2, a sequence of chunks that are LZMA or uncompressed (xz-file-format, 5.3.1, and the LZMA SDK).</summary>
internal sealed class Lzma2Decoder(XzInput input, int dictionarySize) : IByteReader
{
    /// <summary>The bytes decoded at once: few enough to be in the processor's cache when they are read.</summary>
    private const int PieceSize = 1 << 16;

    private const int EndOfData = 0x00;
    private const int CopyAndResetDictionary = 0x01;
    private const int Copy = 0x02;
    private const int Lzma = 0x80;
    private const int LzmaAndResetState = 0xA0;
    private const int LzmaAndSetProperties = 0xC0;
    private const int LzmaAndResetDictionary = 0xE0;

    private readonly SlidingWindow _window = new(dictionarySize);
    private readonly LzmaDecoder _lzma = new();
    private bool _needsDictionaryReset = true;
    private bool _needsProperties = true;
    private bool _isLzma;
    private bool _isAtEnd;

    // What is left of the current chunk, in bytes.
    private int _uncompressed;
    private int _compressed;

    public int Read(Span<byte> destination)
    {
        while (!_window.HasUnread)
        {
            if (_isAtEnd)
                return 0;
            if (_uncompressed == 0)
                StartChunk();
            else
                DecodePiece();
        }
        return _window.Read(destination);
    }

    private void StartChunk()
    {
        int control = input.TakeByte();
        if (control == EndOfData)
        {
            _isAtEnd = true;
            return;
        }
        if (control is > Copy and < Lzma)
            throw Damage.Of("a chunk is of no known kind");
        if (control is CopyAndResetDictionary or >= LzmaAndResetDictionary)
            ResetDictionary();
        else if (_needsDictionaryReset)
            throw Damage.Of("its first chunk goes on where there is nothing");
        _isLzma = control >= Lzma;
        if (_isLzma)
            StartLzma(control);
        else
            _uncompressed = BinaryPrimitives.ReadUInt16BigEndian(input.Take(2)) + 1;
    }

    private void ResetDictionary()
    {
        _window.Reset();
        _needsDictionaryReset = false;
        _needsProperties = true;
    }

    private void StartLzma(int control)
    {
        var sizes = input.Take(4);
        _uncompressed = ((control & 0x1F) << 16) + BinaryPrimitives.ReadUInt16BigEndian(sizes) + 1;
        _compressed = BinaryPrimitives.ReadUInt16BigEndian(sizes[2..]) + 1 - RangeDecoder.StartLength;
        if (control >= LzmaAndSetProperties)
            SetProperties(input.TakeByte());
        else if (_needsProperties)
            throw Damage.Of("a chunk goes on with properties where there are none");
        if (control >= LzmaAndResetState)
            _lzma.ResetState();
        if (_compressed < 0)
            throw Damage.Of("a chunk is shorter than the start of its range coder");
        _lzma.StartChunk(input.Take(RangeDecoder.StartLength));
    }

    private void SetProperties(int properties)
    {
        var (positionBits, rest) = Math.DivRem(properties, 9 * 5);
        var (literalPositionBits, literalContextBits) = Math.DivRem(rest, 9);
        if (positionBits > 4 || literalContextBits + literalPositionBits > 4)
            throw Damage.Of("a chunk's properties are none that LZMA2 allows");
        _lzma.SetProperties(literalContextBits, literalPositionBits, positionBits);
        _needsProperties = false;
    }

    private void DecodePiece()
    {
        var before = _window.Position;
        var limit = _window.Reserve(Math.Min(_uncompressed, PieceSize));
        if (before == _window.RingSize)
            before = 0;
        var count = limit - before;
        if (_isLzma)
        {
            var isLast = count == _uncompressed;
            var used = _lzma.Decode(input.Peek(_compressed), _window, limit, isLast);
            input.Skip(used);
            _compressed -= used;
            if (isLast && (_compressed != 0 || !_lzma.IsChunkComplete))
                throw Damage.Of("a chunk does not end where its sizes say");
        }
        else
        {
            input.Take(count).CopyTo(_window.Bytes.AsSpan(before));
            _window.Position = limit;
        }
        _uncompressed -= count;
    }
}
