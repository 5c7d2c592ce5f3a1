namespace RustImage.Deflate;

/// <summary>Writes a block in the shortest of deflate's three forms (RFC 1951, 3.2.3).</summary>
internal sealed class BlockWriter
{
    private const int Stored = 0, WithFixedCode = 1, WithOwnCode = 2;

    private readonly BlockCode _code = new();
    private readonly DynamicHeader _header = new();

    /// <summary>Computes the largest possible output of some blocks, in bytes.</summary>
    /// <param name="input">The size of their input together, in bytes.</param>
    /// <param name="blocks">The largest possible number of blocks.</param>
    public static int MaximumLength(int input, int blocks) => input + (6 * (blocks + (input / DeflateFormat.MaximumStoredLength) + 1));

    /// <param name="input">The bytes that the block compresses.</param>
    /// <param name="counts">How often each symbol occurs in the sequences. The end of the block is added.</param>
    /// <param name="final">Whether it is the last block of the stream.</param>
    public void Write(ref BitWriter output, ReadOnlySpan<byte> input, ReadOnlySpan<Sequence> sequences, Span<int> counts, bool final)
    {
        counts[DeflateFormat.EndOfBlock] = 1;
        _code.Choose(counts);
        var own = _header.Prepare(_code) + _code.Cost(counts);
        var withFixed = BlockCode.Fixed.Cost(counts);
        if (StoredCost(output.Pending, input.Length) <= Math.Min(own, withFixed))
        {
            WriteStored(ref output, input, final);
            return;
        }
        var isFixed = withFixed <= own;
        WriteType(ref output, isFixed ? WithFixedCode : WithOwnCode, final);
        if (!isFixed)
        {
            _header.Write(ref output);
            _code.MakeCodes();
        }
        var code = isFixed ? BlockCode.Fixed : _code;
        SequenceWriter.Write(ref output, input, sequences, code);
        output.WriteCode(code.Literals[DeflateFormat.EndOfBlock]);
    }

    /// <summary>
    /// Writes uncompressed blocks (RFC 1951, 3.2.4). Without input, one empty block is written, which ends at a byte border.
    /// </summary>
    public static void WriteStored(ref BitWriter output, ReadOnlySpan<byte> input, bool final)
    {
        do
        {
            var part = input[..Math.Min(input.Length, DeflateFormat.MaximumStoredLength)];
            input = input[part.Length..];
            WriteType(ref output, Stored, final && input.IsEmpty);
            output.Align();
            output.Write((ushort)part.Length, 16);
            output.Write((ushort)~part.Length, 16);
            output.WriteBytes(part);
        }
        while (!input.IsEmpty);
    }

    private static void WriteType(ref BitWriter output, int type, bool final) => output.Write((uint)(type << 1) | (final ? 1u : 0), 3);

    /// <returns>The size of stored blocks in bits, without the three bits of the first block's type.</returns>
    private static long StoredCost(int pending, int length)
    {
        var parts = Math.Max(1, (length + DeflateFormat.MaximumStoredLength - 1) / DeflateFormat.MaximumStoredLength);
        var fill = (8 - ((pending + 3) & 7)) & 7;
        return fill + (8L * length) + (32L * parts) + (8L * (parts - 1));
    }
}
