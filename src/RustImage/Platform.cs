namespace RustImage;

/// <summary>A platform with its names in .NET, Rust, Debian, OCI and ELF. This is the only table of platforms.</summary>
/// <param name="RuntimeIdentifier">.NET's name: <c>linux-x64</c>.</param>
/// <param name="RustTriples">Rust's names, the one for glibc first: <c>x86_64-unknown-linux-gnu</c>.</param>
/// <param name="DebianArchitecture">Debian's name: <c>amd64</c>.</param>
/// <param name="Multiarch">The name of Debian's directory in /usr/lib: <c>x86_64-linux-gnu</c>.</param>
/// <param name="OciArchitecture">The name in OCI, which is Go's: <c>amd64</c>.</param>
/// <param name="OciVariant">The variant in OCI: <c>v7</c>. Null for most platforms.</param>
/// <param name="ElfMachine">The value of e_machine in the ELF header.</param>
/// <param name="Is64Bit">Whether the ELF class is ELFCLASS64.</param>
/// <param name="IsLittleEndian">Whether the ELF data is ELFDATA2LSB.</param>
internal sealed record Platform(
    string RuntimeIdentifier,
    IReadOnlyList<string> RustTriples,
    string DebianArchitecture,
    string Multiarch,
    string OciArchitecture,
    string? OciVariant,
    ushort ElfMachine,
    bool Is64Bit = true,
    bool IsLittleEndian = true)
{
    /// <summary>Every platform that this version makes images for.</summary>
    public static IReadOnlyList<Platform> All { get; } =
    [
        new("linux-x64", ["x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"], "amd64", "x86_64-linux-gnu", "amd64", null, 62),
        new("linux-arm64", ["aarch64-unknown-linux-gnu", "aarch64-unknown-linux-musl"], "arm64", "aarch64-linux-gnu", "arm64", null, 183),
        new("linux-arm", ["armv7-unknown-linux-gnueabihf", "armv7-unknown-linux-musleabihf"],
            "armhf", "arm-linux-gnueabihf", "arm", "v7", 40, Is64Bit: false),
        new("linux-x86", ["i686-unknown-linux-gnu", "i686-unknown-linux-musl"], "i386", "i386-linux-gnu", "386", null, 3, Is64Bit: false),
        new("linux-riscv64", ["riscv64gc-unknown-linux-gnu", "riscv64gc-unknown-linux-musl"],
            "riscv64", "riscv64-linux-gnu", "riscv64", null, 243),
        new("linux-ppc64le", ["powerpc64le-unknown-linux-gnu"], "ppc64el", "powerpc64le-linux-gnu", "ppc64le", null, 21),
        new("linux-s390x", ["s390x-unknown-linux-gnu"], "s390x", "s390x-linux-gnu", "s390x", null, 22, IsLittleEndian: false),
    ];

    /// <summary>OCI's name in one word, for file names and messages: <c>linux-amd64</c>, <c>linux-arm-v7</c>.</summary>
    public string OciName => OciVariant is null ? $"linux-{OciArchitecture}" : $"linux-{OciArchitecture}-{OciVariant}";

    /// <summary>The triple for cargo where the project names only the runtime identifier.</summary>
    public string DefaultTriple => RustTriples[0];

    public static Platform? FromRuntimeIdentifier(string rid) =>
        All.FirstOrDefault(p => p.RuntimeIdentifier == rid)
        ?? All.FirstOrDefault(p => p.RuntimeIdentifier == rid.Replace("linux-musl-", "linux-", StringComparison.Ordinal));

    /// <returns>The triple for a runtime identifier: for <c>linux-musl-…</c> a musl triple. Null for an unknown one.</returns>
    public static string? TripleOf(string rid) =>
        FromRuntimeIdentifier(rid)?.RustTriples.FirstOrDefault(
            t => t.Contains("musl", StringComparison.Ordinal) == rid.Contains("-musl-", StringComparison.Ordinal));

    /// <remarks>
    /// The vendor is ignored (<c>x86_64-unknown-linux-gnu</c>, <c>x86_64-alpine-linux-musl</c>). The rest must match: Android and
    /// OpenHarmony are Linux, too, and <c>gnueabi</c> and <c>gnux32</c> are other platforms than <c>gnueabihf</c> and <c>gnu</c>.
    /// </remarks>
    public static Platform? FromTriple(string triple) =>
        All.FirstOrDefault(p => p.RustTriples.Any(t => WithoutVendor(t) == WithoutVendor(triple)));

    private static string WithoutVendor(string triple) =>
        triple.Split('-') is [var architecture, _, var system, var environment] ? $"{architecture}-{system}-{environment}" : triple;
}
