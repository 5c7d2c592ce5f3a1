using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace RustImage.Formats.Checksums;

/// <summary>
/// Makes many bytes into sixteen that have the same CRC, by multiplication without carries (Gopal et al., "Fast CRC Computation for
/// Generic Polynomials Using PCLMULQDQ Instruction", 2009).
/// </summary>
/// <remarks>Bits are reflected, so a product comes out one bit too low: the keys are powers that are lower by one.</remarks>
internal static class CrcFolding
{
    public const int Length = 16;

    /// <summary>Fewer bytes than this are as fast by tables.</summary>
    public const int Worthwhile = 4 * Length;

    public static bool IsSupported => BitConverter.IsLittleEndian && (Pclmulqdq.IsSupported || ArmAes.IsSupported);

    /// <param name="power">A power of x, modulo the polynomial, reflected in 64 bits.</param>
    public static Vector128<ulong> Keys(Func<int, ulong> power) =>
        Vector128.Create(power((8 * Length) + 64 - 1), power((8 * Length) - 1));

    /// <param name="crc">Of what came before, not inverted.</param>
    /// <param name="folded">Takes the sixteen bytes.</param>
    /// <returns>How many of the bytes are in them: all but what is left over from sixteens.</returns>
    public static int Fold(ReadOnlySpan<byte> bytes, ulong crc, Vector128<ulong> keys, Span<byte> folded)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var count = bytes.Length & ~(Length - 1);
        var sum = Load(ref start, 0) ^ Vector128.CreateScalar(crc);
        for (var i = Length; i < count; i += Length)
            sum = Multiply(sum, keys) ^ Load(ref start, i);
        sum.AsByte().CopyTo(folded);
        return count;
    }

    private static Vector128<ulong> Load(ref byte start, int offset) => Vector128.LoadUnsafe(ref start, (nuint)offset).AsUInt64();

    /// <summary>The low halves' product and the high halves' product, added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Multiply(Vector128<ulong> a, Vector128<ulong> b) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(a, b, 0x00) ^ Pclmulqdq.CarrylessMultiply(a, b, 0x11)
        : ArmAes.PolynomialMultiplyWideningLower(a.GetLower(), b.GetLower())
            ^ ArmAes.PolynomialMultiplyWideningUpper(a, b);
}
