namespace RustImage.Deflate;

/// <summary>Writes a block in the shortest of deflate's three forms (RFC 1951, 3.2.3).</summary>
internal sealed class BlockWriter
{
    private const int Stored = 0, WithFixedCode = 1, WithOwnCode = 2;

    private readonly BlockCode _code = new();
    private readonly DynamicHeader _header = new();

    /// <summary>Bytes that any number of blocks of this much input may take together.</summary>
    /// <param name="blocks">At most.</param>
    public static int MaximumLength(int input, int blocks) => input + (6 * (blocks + (input / DeflateFormat.MaximumStoredLength) + 1));

    /// <param name="input">The bytes that the block stands for.</param>
    /// <param name="counts">Of the sequences; the end of the block is added.</param>
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

    /// <summary>Bytes as they are; none at all give the empty block that ends a byte (RFC 1951, 3.2.4).</summary>
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

    /// <returns>Bits after the three of the first block's type.</returns>
    private static long StoredCost(int pending, int length)
    {
        var parts = Math.Max(1, (length + DeflateFormat.MaximumStoredLength - 1) / DeflateFormat.MaximumStoredLength);
        var fill = (8 - ((pending + 3) & 7)) & 7;
        return fill + (8L * length) + (32L * parts) + (8L * (parts - 1));
    }
}
