using System.Buffers.Binary;

namespace RustImage.Elf;

/// <summary>Tells from its first bytes what a file is.</summary>
internal static class BinaryFormat
{
    /// <summary>As many of a file's first bytes as are looked at.</summary>
    public const int PrefixLength = 8;

    // A Java class file starts like a fat Mach-O file; where that has a count of architectures it has its version, 45 or more.
    private const uint MostFatArchitectures = 44;

    public static bool IsElf(ReadOnlySpan<byte> start) => start.StartsWith("\u007fELF"u8);

    /// <returns>A noun phrase for <see cref="Messages.NotElf"/>.</returns>
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
