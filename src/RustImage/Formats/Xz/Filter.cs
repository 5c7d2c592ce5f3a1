namespace RustImage.Formats.Xz;

/// <summary>Undoes one filter of a block's chain, in place.</summary>
internal abstract class Filter
{
    /// <summary>Works on what it can see whole.</summary>
    /// <returns>How many of the bytes are done. The rest comes again, with more behind it; at the end of the block it stays as it is.</returns>
    public abstract int Decode(Span<byte> bytes);
}
