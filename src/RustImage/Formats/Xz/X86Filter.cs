using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>
/// Restores the targets of x86's CALL and JMP with a 32-bit displacement: E8 or E9, and an operand whose highest byte is 00 or FF.
/// </summary>
internal sealed class X86Filter(uint start) : Filter
{
    private const int InstructionLength = 5;

    private uint _address = start;

    /// <summary>
    /// Bit n is set where the byte n + 1 places before looks like an opcode but was not converted, so this byte may be in its operand.
    /// </summary>
    private int _history;

    public override int Decode(Span<byte> bytes)
    {
        var i = 0;
        while (i + InstructionLength <= bytes.Length)
        {
            var skipped = bytes[i..^(InstructionLength - 1)].IndexOfAny((byte)0xE8, (byte)0xE9);
            if (skipped != 0)
            {
                if (skipped < 0)
                    skipped = bytes.Length - (InstructionLength - 1) - i;
                _history = skipped > 2 ? 0 : (_history << skipped) & 7;
                i += skipped;
                continue;
            }
            var operand = bytes.Slice(i + 1, 4);
            if (IsSign(operand[3]) && MayConvert(bytes, i))
            {
                Convert(operand, _address + (uint)i + InstructionLength);
                _history = 0;
                i += InstructionLength;
            }
            else
            {
                _history = ((_history << 1) | 1) & 7;
                i++;
            }
        }
        _address += (uint)i;
        return i;
    }

    private static bool IsSign(byte value) => value is 0x00 or 0xFF;

    /// <summary>
    /// The index of the byte in this operand that would be the highest byte of an earlier operand; 0 where none would, null where several
    /// would.
    /// </summary>
    private int? Suspect => _history switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        4 => 3,
        _ => null,
    };

    private bool MayConvert(Span<byte> bytes, int i) =>
        Suspect is { } suspect && (suspect == 0 || !IsSign(bytes[i + 4 - suspect]));

    private void Convert(Span<byte> operand, uint next)
    {
        var target = BinaryPrimitives.ReadUInt32LittleEndian(operand);
        var relative = target - next;
        if (Suspect is { } suspect and > 0)
        {
            // The encoder repeated the conversion until that byte was neither 00 nor FF, so that the two cases can be told apart.
            while (IsSign((byte)(relative >> (24 - (8 * suspect)))))
                relative = (relative ^ ((1u << (32 - (8 * suspect))) - 1)) - next;
        }
        var isNegative = (relative & (1 << 24)) != 0;
        BinaryPrimitives.WriteUInt32LittleEndian(operand, (relative & 0x00FF_FFFF) | (isNegative ? 0xFF00_0000 : 0));
    }
}
