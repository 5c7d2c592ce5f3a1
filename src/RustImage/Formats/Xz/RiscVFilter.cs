using System.Buffers.Binary;

namespace RustImage.Formats.Xz;

/// <summary>
/// Restores the targets of RISC-V's JAL, and of AUIPC with the instruction behind it that holds the low bits (xz 5.6 and newer).
/// </summary>
/// <remarks>
/// The encoder turned a pair of AUIPC and its follower into an AUIPC of x2, which compilers do not emit. Its upper bits are the low bits
/// of the follower, and the whole address is behind it. Where the data had an AUIPC of x2 before, the encoder turned it into a pair.
/// </remarks>
internal sealed class RiscVFilter(uint start) : BranchFilter(start, 2, 8)
{
    private const int Jal = 0xEF;
    private const uint Auipc = 0x17;
    private const uint StackPointer = 2;

    protected override int? Decode(Span<byte> bytes, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if ((byte)instruction == Jal)
            return DecodeJump(bytes, instruction, address);
        if ((instruction & 0x7F) != Auipc)
            return null;
        // A register other than x0 and x2, so one that compilers use.
        return (instruction & 0xE80) != 0 ? DecodePlainPair(bytes, instruction) : DecodeAddress(bytes, instruction, address);
    }

    private static int? DecodeJump(Span<byte> bytes, uint instruction, uint address)
    {
        // The return address goes to x1 or x5.
        if ((instruction & 0xD00) != 0)
            return null;
        var relative = (((instruction & 0xF000) << 5) | ((instruction & 0xFF_0000) >> 7) | (instruction >> 23 & 0x1FE)) - address;
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes,
            (instruction & 0xFFF)
            | (relative & 0xF_F000)
            | ((relative & 0x800) << 9)
            | ((relative & 0x7FE) << 20)
            | ((relative & 0x10_0000) << 11));
        return 4;
    }

    private static int DecodePlainPair(Span<byte> bytes, uint instruction)
    {
        var follower = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        // It is a pair only if the follower is a 32-bit instruction that reads the register of AUIPC.
        if ((((instruction << 8) ^ (follower - 3)) & 0xF_8003) != 0)
            return 6;
        Write(bytes, Auipc | (StackPointer << 7) | (follower << 12), (instruction & 0xFFFF_F000) + (follower >> 20));
        return 8;
    }

    private static int DecodeAddress(Span<byte> bytes, uint instruction, uint address)
    {
        var register = instruction >> 27;
        if ((instruction & 0x3FFF) != (0x3000 | (StackPointer << 7) | Auipc) || register is 0 or 2)
            return 4;
        var relative = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) - address;
        // The low 12 bits are signed, so the upper bits are rounded.
        Write(bytes, Auipc | (register << 7) | ((relative + 0x800) & 0xFFFF_F000), (instruction >> 12) | (relative << 20));
        return 8;
    }

    private static void Write(Span<byte> bytes, uint first, uint second)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, first);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], second);
    }
}
