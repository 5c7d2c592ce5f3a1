using System.Buffers.Binary;

namespace RustImage.Elf;

/// <summary>Recognises the format of a binary by its first bytes.</summary>
internal static class BinaryFormat
{
    /// <summary>The number of bytes that are needed, where the file has so many.</summary>
    public const int PrefixLength = 8;

    // A Java class file starts with the same magic as a fat Mach-O file. At the place of the number of architectures it has its version,
    // which is 45 or more.
    private const uint MostFatArchitectures = 44;

    public static bool IsElf(ReadOnlySpan<byte> start) => start.StartsWith("\u007fELF"u8);

    /// <returns>A noun phrase for <see cref="Messages.NotElf"/>: "a script".</returns>
    public static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        [] => "an empty file",
        _ when start.StartsWith("MZ"u8) => "a Windows (PE) executable",
        _ when start.StartsWith("#!"u8) => "a script",
        _ when start.StartsWith("\0asm"u8) => "a WebAssembly module",
        _ when start.StartsWith("!<arch>\n"u8) => "a static library (an ar archive)",
        _ when IsMachO(start) => "a macOS (Mach-O) executable",
        _ => "an unknown file",
    };

    private static bool IsMachO(ReadOnlySpan<byte> start)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(start, out var magic))
            return false;
        return magic switch
        {
            0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE => true,
            0xCAFEBABE or 0xCAFEBABF => BinaryPrimitives.TryReadUInt32BigEndian(start[4..], out var count) && count <= MostFatArchitectures,
            _ => false,
        };
    }
}
