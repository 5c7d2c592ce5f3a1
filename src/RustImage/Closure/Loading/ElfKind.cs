using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>Compares the class, byte order and machine of ELF files with a platform's. A loader ignores files of another kind.</summary>
internal static class ElfKind
{
    public static bool Fits(ElfFile file, Platform platform) =>
        file.Machine == platform.ElfMachine && file.Is64Bit == platform.Is64Bit && file.IsLittleEndian == platform.IsLittleEndian;

    /// <returns>"linux-arm64"; for an unknown platform "machine 8, 32-bit, big-endian".</returns>
    public static string Describe(ElfFile file) =>
        Platform.All.FirstOrDefault(p => Fits(file, p))?.OciName
        ?? $"machine {file.Machine}, {(file.Is64Bit ? "64" : "32")}-bit, {(file.IsLittleEndian ? "little" : "big")}-endian";
}
