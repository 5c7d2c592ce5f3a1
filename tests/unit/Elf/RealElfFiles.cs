using System.Runtime.InteropServices;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

/// <summary>Real ELF files of this machine, and of other classes and byte orders from Debian's cross packages.</summary>
internal static class RealElfFiles
{
    public static string Multiarch =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";

    public static string Libc => Host("libc.so.6", "libc6");

    public static string Libgcc => Host("libgcc_s.so.1", "libgcc-s1");

    public static string Libstdcxx => Host("libstdc++.so.6", "libstdc++6");

    public static string Loader => Host(Multiarch.StartsWith('x') ? "ld-linux-x86-64.so.2" : "ld-linux-aarch64.so.1", "libc6");

    public static string ThisProcess
    {
        get
        {
            RequireLinux();
            return Environment.ProcessPath!;
        }
    }

    /// <summary>
    /// A library of another architecture: armhf (32-bit little-endian), powerpc (32, big), arm64 (64, little), s390x (64, big).
    /// </summary>
    public static string Cross(string architecture, string library)
    {
        var triple = architecture switch
        {
            "armhf" => "arm-linux-gnueabihf",
            "arm64" => "aarch64-linux-gnu",
            var other => $"{other}-linux-gnu",
        };
        return Require.File($"/usr/{triple}/lib/{library}", $"libc6-{architecture}-cross");
    }

    private static string Host(string name, string package)
    {
        RequireLinux();
        return Require.File($"/lib/{Multiarch}/{name}", package);
    }

    private static void RequireLinux() => Require.That(OperatingSystem.IsLinux(), "this test reads the files of a Debian system");
}
