namespace RustImage.Formats.Xz;

/// <summary>A stage of a block's decoding: LZMA2, or a filter behind it.</summary>
internal interface IByteReader
{
    /// <returns>How many bytes were written; 0 only at the end of the block.</returns>
    int Read(Span<byte> destination);
}
