using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>
/// The program that runs in the end when rustc or cargo is started in a directory, and what decides about it, found without starting
/// it: as long as these stay the same, its answers do.
/// </summary>
/// <param name="Program">The real program's path, links followed; null where nothing can be told, for example of a script, which may start anything.</param>
/// <param name="Files">Everything whose state counts; some may be missing.</param>
internal sealed record ToolIdentity(string? Program, IReadOnlyList<string> Files)
{
    private static readonly string Extension = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <param name="tool">"rustc" or "cargo".</param>
    /// <param name="program">How it is started: a name, looked for on PATH, or a path.</param>
    /// <param name="environment">A variable's value, or null.</param>
    public static ToolIdentity Find(string tool, string program, string workingDirectory, Func<string, string?> environment)
    {
        if (ProgramPath.Find(program, workingDirectory, environment) is not { } found)
            return new ToolIdentity(null, []);
        if (!IsRustup(found))
            return Of(tool, found, [found]);
        var rustup = new RustupToolchain(workingDirectory, environment);
        return rustup.Find() is { } toolchain && Path.Combine(toolchain, "bin", tool + Extension) is var path && File.Exists(path)
            ? Of(tool, path, [found, .. rustup.Files])
            : new ToolIdentity(null, []);
    }

    private static ToolIdentity Of(string tool, string path, IReadOnlyList<string> files)
    {
        var real = RealPath.Of(path);
        // A version manager's own program under the name of the tool decides by rules of its own.
        var isTool = Path.GetFileName(real).StartsWith(tool, StringComparison.Ordinal) && IsNative(real);
        return new ToolIdentity(isTool ? real : null, [.. files, path, real, .. Drivers(real)]);
    }

    /// <summary>rustup's proxies are links to it, or copies of it.</summary>
    private static bool IsRustup(string path)
    {
        if (Path.GetFileNameWithoutExtension(RealPath.Of(path)) == "rustup")
            return true;
        var rustup = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, "rustup" + Extension));
        return rustup.Exists && rustup.Length == new FileInfo(path).Length;
    }

    /// <summary>The compiler proper is a library, which changes alone where somebody builds it anew.</summary>
    private static IEnumerable<string> Drivers(string program)
    {
        var directory = Path.GetDirectoryName(program)!;
        return new[] { directory, Path.GetFullPath(Path.Combine(directory, "..", "lib")) }
            .Where(Directory.Exists).SelectMany(d => Directory.EnumerateFiles(d, "*rustc_driver*"));
    }

    private static bool IsNative(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            return false;
        return start.SequenceEqual("\u007fELF"u8) || start.StartsWith("MZ"u8)
            || start is [0xCF, 0xFA, 0xED, 0xFE] or [0xCA, 0xFE, 0xBA, 0xBE]; // Mach-O, for one or several machines
    }
}
