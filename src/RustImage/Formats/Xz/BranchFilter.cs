namespace RustImage.Formats.Xz;

/// <summary>
/// A filter for machine code (xz-file-format, 5.3.2). The encoder made the relative targets of branches absolute, so that all calls of
/// a function have the same bytes; the filter makes them relative again.
/// </summary>
/// <param name="start">The address of the first byte.</param>
/// <param name="alignment">The alignment of instructions, in bytes.</param>
/// <param name="length">The bytes that must be there to decode an instruction.</param>
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

    /// <param name="bytes">An instruction, and all bytes behind it that are there.</param>
    /// <param name="address">The address of the instruction.</param>
    /// <returns>The number of bytes to go on by; null for the alignment.</returns>
    protected abstract int? Decode(Span<byte> bytes, uint address);
}
