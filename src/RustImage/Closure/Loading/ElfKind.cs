using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>The three facts that decide whether a loader looks at a file at all: class, byte order and machine.</summary>
internal static class ElfKind
{
    public static bool Fits(ElfFile file, Platform platform) =>
        file.Machine == platform.ElfMachine && file.Is64Bit == platform.Is64Bit && file.IsLittleEndian == platform.IsLittleEndian;

    /// <summary>In words: "linux-arm64", or "machine 8, 32-bit, big-endian" where no platform of ours is like it.</summary>
    public static string Describe(ElfFile file) =>
        Platform.All.FirstOrDefault(p => Fits(file, p))?.OciName
        ?? $"machine {file.Machine}, {(file.Is64Bit ? "64" : "32")}-bit, {(file.IsLittleEndian ? "little" : "big")}-endian";
}
