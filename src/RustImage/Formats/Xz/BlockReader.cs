namespace RustImage.Formats.Xz;

/// <summary>Reads the content of a block, and verifies its sizes and its check at the end (xz-file-format, 3).</summary>
internal sealed class BlockReader
{
    private readonly XzInput _input;
    private readonly BlockHeader _header;
    private readonly BlockCheck _check;
    private readonly IByteReader _data;
    private readonly long _dataStart;

    private BlockReader(XzInput input, BlockHeader header, BlockCheck check, int dictionarySize)
    {
        _input = input;
        _header = header;
        _check = check;
        _dataStart = input.Position;
        _data = new Lzma2Decoder(input, dictionarySize);
        for (var i = header.Filters.Count - 2; i >= 0; i--)
            _data = new FilterReader(_data, header.Filters[i].CreateFilter());
    }

    /// <summary>The size of header, compressed data and check, without the padding, in bytes. Known after <see cref="Finish"/>.</summary>
    public long UnpaddedSize { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long UncompressedSize { get; private set; }

    public static BlockReader Start(XzInput input, BlockCheck check, int dictionaryLimit)
    {
        var length = (input.Peek(1)[0] + 1) * 4;
        var header = BlockHeader.Read(input.Take(length));
        var dictionarySize = header.Filters[^1].DictionarySize();
        if (dictionarySize > dictionaryLimit)
            throw Damage.Unsupported($"it needs a dictionary of {dictionarySize} bytes, and {dictionaryLimit} are allowed");
        return new BlockReader(input, header, check, (int)dictionarySize);
    }

    public int Read(Span<byte> destination)
    {
        var count = _data.Read(destination);
        _check.Append(destination[..count]);
        UncompressedSize += count;
        return count;
    }

    /// <summary>Takes the padding and the check behind the data, all of which must have been read.</summary>
    public void Finish()
    {
        var compressedSize = _input.Position - _dataStart;
        if ((_header.CompressedSize ?? compressedSize) != compressedSize)
            throw Damage.Of("a block's compressed size is another than its header says");
        if ((_header.UncompressedSize ?? UncompressedSize) != UncompressedSize)
            throw Damage.Of("a block's uncompressed size is another than its header says");
        if (_input.Take((int)(-compressedSize & 3)).ContainsAnyExcept((byte)0))
            throw Damage.Of("a block's padding is not zero");
        _check.Verify(_input.Take(_check.Length));
        UnpaddedSize = _header.Length + compressedSize + _check.Length;
    }
}
