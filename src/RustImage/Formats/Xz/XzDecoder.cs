namespace RustImage.Formats.Xz;

/// <summary>Decodes .xz data: one or more streams, each of a header, blocks, an index and a footer (xz-file-format, 2).</summary>
internal sealed class XzDecoder(XzInput input, int dictionaryLimit)
{
    private StreamFlags _flags;
    private BlockCheck? _check;
    private BlockList _blocks = new();
    private BlockReader? _block;
    private bool _isInStream;
    private bool _hadStream;
    private bool _isAtEnd;
    private InvalidDataException? _damage;

    /// <returns>The number of bytes; 0 only at the end of all streams.</returns>
    /// <exception cref="InvalidDataException">The data is damaged or not supported. Each further call throws it, too.</exception>
    public int Read(Span<byte> destination)
    {
        if (_damage is not null)
            throw new InvalidDataException(_damage.Message, _damage);
        try
        {
            while (!_isAtEnd)
            {
                if (_block is null)
                    NextPart();
                else if (_block.Read(destination) is var count and > 0)
                    return count;
                else
                    FinishBlock(_block);
            }
            return 0;
        }
        catch (InvalidDataException e)
        {
            _damage = e;
            throw;
        }
    }

    private void NextPart()
    {
        if (!_isInStream)
            StartStream();
        else if (input.Peek(1)[0] == BlockList.Indicator)
            FinishStream();
        else
            _block = BlockReader.Start(input, _check!, dictionaryLimit);
    }

    private void StartStream()
    {
        if (_hadStream && !SkipPadding())
        {
            _isAtEnd = true;
            return;
        }
        _flags = StreamFlags.OfHeader(input.Take(StreamFlags.HeaderLength));
        _check = BlockCheck.Create(_flags);
        _blocks = new BlockList();
        _isInStream = _hadStream = true;
    }

    /// <summary>Skips the padding between streams and at the end: zeros, a multiple of four bytes (xz-file-format, 2.2).</summary>
    /// <returns>Whether there is another stream.</returns>
    private bool SkipPadding()
    {
        while (!input.IsAtEnd)
        {
            if (input.Peek(1)[0] != 0)
                return true;
            if (input.Take(4).ContainsAnyExcept((byte)0))
                throw Damage.Of("the padding behind a stream is not a multiple of four zeros");
        }
        return false;
    }

    private void FinishBlock(BlockReader block)
    {
        block.Finish();
        _blocks.Add(block.UnpaddedSize, block.UncompressedSize);
        _block = null;
    }

    private void FinishStream()
    {
        var length = _blocks.Verify(input);
        var footer = StreamFlags.OfFooter(input.Take(StreamFlags.FooterLength), out var backwardSize);
        if (backwardSize != length)
            throw Damage.Of("a stream's footer tells another size of the index");
        if (footer != _flags)
            throw Damage.Of("a stream's footer has other flags than its header");
        _isInStream = false;
    }
}
