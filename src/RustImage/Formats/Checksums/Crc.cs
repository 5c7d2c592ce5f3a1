using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RustImage.Formats.Checksums;

/// <summary>
/// The cyclic redundancy checks of gzip and xz (RFC 1952, section 8; xz-file-format, 6), by carry-less multiplication where the
/// processor has it, else eight bytes a step from tables.
/// </summary>
/// <remarks>
/// One code serves both widths: bits are reflected, so a CRC of 32 bits leaves the upper half of a 64-bit register zero.
/// System.IO.Hashing is no substitute: its Crc64 is the unreflected one of ECMA-182, and it takes other parameters only from
/// version 11 on (dotnet/runtime#123164).
/// </remarks>
internal sealed class Crc
{
    /// <summary>CRC-32/ISO-HDLC.</summary>
    public static readonly Crc Crc32 = new(0xEDB88320, 32);

    /// <summary>CRC-64/XZ.</summary>
    public static readonly Crc Crc64 = new(0xC96C5795D7870F42, 64);

    private readonly ulong _polynomial;
    private readonly int _bits;
    private readonly ulong _mask;

    /// <summary>Eight tables of 256 entries: table n gives the effect of a byte that n more bytes follow.</summary>
    private readonly ulong[] _tables;

    private readonly Vector128<ulong> _keys;

    /// <param name="polynomial">Reflected, without its highest term.</param>
    /// <param name="bits">32 or 64.</param>
    private Crc(ulong polynomial, int bits)
    {
        (_polynomial, _bits, _mask) = (polynomial, bits, ulong.MaxValue >> (64 - bits));
        _tables = MakeTables();
        _keys = CrcFolding.Keys(Power);
    }

    public ulong Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <param name="crc">The CRC of the preceding bytes; 0 if there are none.</param>
    /// <returns>The CRC of the preceding bytes and these.</returns>
    public ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        crc ^= _mask;
        if (CrcFolding.IsSupported && bytes.Length >= CrcFolding.Worthwhile)
        {
            Span<byte> folded = stackalloc byte[CrcFolding.Length];
            bytes = bytes[CrcFolding.Fold(bytes, crc, _keys, folded)..];
            crc = ByTables(0, folded);
        }
        return ByTables(crc, bytes) ^ _mask;
    }

    private ulong ByTables(ulong crc, ReadOnlySpan<byte> bytes)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        while (bytes.Length >= 8)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = Unsafe.Add(ref tables, 0x700 + (int)(word & 0xFF))
                ^ Unsafe.Add(ref tables, 0x600 + (int)((word >> 8) & 0xFF))
                ^ Unsafe.Add(ref tables, 0x500 + (int)((word >> 16) & 0xFF))
                ^ Unsafe.Add(ref tables, 0x400 + (int)((word >> 24) & 0xFF))
                ^ Unsafe.Add(ref tables, 0x300 + (int)((word >> 32) & 0xFF))
                ^ Unsafe.Add(ref tables, 0x200 + (int)((word >> 40) & 0xFF))
                ^ Unsafe.Add(ref tables, 0x100 + (int)((word >> 48) & 0xFF))
                ^ Unsafe.Add(ref tables, (int)(word >> 56));
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = (crc >> 8) ^ Unsafe.Add(ref tables, (int)((crc ^ b) & 0xFF));
        return crc;
    }

    /// <summary>
    /// x to a power, modulo the polynomial, in the upper bits of the result; the highest bit stands for the lowest power.
    /// </summary>
    private ulong Power(int exponent)
    {
        var value = 1UL << (_bits - 1);
        for (; exponent > 0; exponent--)
            value = (value >> 1) ^ ((value & 1) * _polynomial);
        return value << (64 - _bits);
    }

    private ulong[] MakeTables()
    {
        var tables = new ulong[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            ulong crc = b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * _polynomial);
            tables[b] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(int)(tables[i - 256] & 0xFF)];
        return tables;
    }
}
