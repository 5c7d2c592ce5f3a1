namespace RustImage.Formats.Xz;

/// <summary>
/// A filter for machine code (xz-file-format, 5.3.2): the encoder made the relative targets of branches absolute, so that calls of
/// one function look alike.
/// </summary>
/// <param name="start">The address of the first byte.</param>
/// <param name="alignment">Of instructions, in bytes.</param>
/// <param name="length">What an instruction takes, in bytes.</param>
internal abstract class BranchFilter(uint start, int alignment, int length) : Filter
{
    private uint _address = start;

    public sealed override int Decode(Span<byte> bytes)
    {
        var i = 0;
        while (i + length <= bytes.Length)
            i += Decode(bytes[i..], _address + (uint)i) ?? alignment;
        _address += (uint)i;
        return i;
    }

    /// <param name="bytes">An instruction and whatever follows it.</param>
    /// <param name="address">Where the instruction lies.</param>
    /// <returns>How far to go on, or null for the next place where an instruction may begin.</returns>
    protected abstract int? Decode(Span<byte> bytes, uint address);
}
