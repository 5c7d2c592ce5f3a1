using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace RustImage.Formats.Checksums;

/// <summary>
/// Reduces many bytes to sixteen bytes of the same CRC, by carry-less multiplication (Gopal et al., "Fast CRC Computation for Generic
/// Polynomials Using PCLMULQDQ Instruction", 2009).
/// </summary>
/// <remarks>A product of reflected numbers is shifted by one bit. The keys are powers lower by one to make up for it.</remarks>
internal static class CrcFolding
{
    /// <summary>The size of the result, in bytes.</summary>
    public const int Length = 16;

    /// <summary>Tables are as fast for fewer bytes than this.</summary>
    public const int Worthwhile = 4 * Length;

    public static bool IsSupported => BitConverter.IsLittleEndian && (Pclmulqdq.IsSupported || ArmAes.IsSupported);

    /// <param name="power">From an exponent to that power of x, modulo the polynomial, reflected in 64 bits.</param>
    public static Vector128<ulong> Keys(Func<int, ulong> power) =>
        Vector128.Create(power((8 * Length) + 64 - 1), power((8 * Length) - 1));

    /// <param name="crc">The CRC of the preceding bytes, before the final inversion.</param>
    /// <param name="folded">Receives the sixteen bytes.</param>
    /// <returns>The number of bytes that were used: the largest multiple of sixteen.</returns>
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

    /// <summary>The sum of the product of the low halves and the product of the high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Multiply(Vector128<ulong> a, Vector128<ulong> b) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(a, b, 0x00) ^ Pclmulqdq.CarrylessMultiply(a, b, 0x11)
        : ArmAes.PolynomialMultiplyWideningLower(a.GetLower(), b.GetLower())
            ^ ArmAes.PolynomialMultiplyWideningUpper(a, b);
}
