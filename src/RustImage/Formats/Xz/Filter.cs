namespace RustImage.Formats.Xz;

/// <summary>Undoes one of the filters that a block's encoder applied.</summary>
internal abstract class Filter
{
    /// <summary>Decodes in place as many bytes as it can.</summary>
    /// <returns>
    /// How many bytes are decoded. The caller passes the rest again with more bytes behind it, and leaves it as it is at the end of the
    /// block.
    /// </returns>
    public abstract int Decode(Span<byte> bytes);
}
