using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RustImage.Formats.Checksums;

/// <summary>CRC64 as xz takes it (xz-file-format, 6), by carry-less multiplication, or eight bytes a step from tables.</summary>
internal static class Crc64
{
    private const ulong Polynomial = 0xC96C5795D7870F42;

    /// <summary>Table n says what a byte does when n more bytes follow it.</summary>
    private static readonly ulong[] Tables = MakeTables();

    private static readonly Vector128<ulong> Keys = CrcFolding.Keys(Power);

    public static ulong Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <param name="crc">Of what came before; 0 for nothing.</param>
    public static ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (CrcFolding.IsSupported && bytes.Length >= CrcFolding.Worthwhile)
        {
            Span<byte> folded = stackalloc byte[CrcFolding.Length];
            bytes = bytes[CrcFolding.Fold(bytes, crc, Keys, folded)..];
            crc = ByTables(0, folded);
        }
        return ~ByTables(crc, bytes);
    }

    private static ulong ByTables(ulong crc, ReadOnlySpan<byte> bytes)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(Tables);
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

    /// <summary>A power of x, modulo the polynomial; the highest bit is the lowest power.</summary>
    private static ulong Power(int exponent)
    {
        var value = 1UL << 63;
        for (; exponent > 0; exponent--)
            value = (value >> 1) ^ ((value & 1) * Polynomial);
        return value;
    }

    private static ulong[] MakeTables()
    {
        var tables = new ulong[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            ulong crc = b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            tables[b] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(int)(tables[i - 256] & 0xFF)];
        return tables;
    }
}
