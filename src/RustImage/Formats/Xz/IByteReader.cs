namespace RustImage.Formats.Xz;

/// <summary>A stage of decoding a block: LZMA2, or a filter that reads from another stage.</summary>
internal interface IByteReader
{
    /// <returns>The number of bytes written; 0 only at the end of the block.</returns>
    int Read(Span<byte> destination);
}
