using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>
/// Identifies the real program behind rustc or cargo in a directory, and the files that decide about it, without starting anything.
/// While these stay the same, the program gives the same answers.
/// </summary>
/// <param name="Program">
/// The path of the real program, without links. Null where it is unknown, as behind a script, which may start any program.
/// </param>
/// <param name="Files">The files whose state must stay the same. Some may not exist.</param>
internal sealed record ToolIdentity(string? Program, IReadOnlyList<string> Files)
{
    private static readonly string Extension = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <param name="tool">"rustc" or "cargo".</param>
    /// <param name="program">The name, which is looked up on PATH, or the path by which it is started.</param>
    /// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
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
        // A version manager may put its own program under the name of the tool, which then chooses the tool by unknown rules.
        var isTool = Path.GetFileName(real).StartsWith(tool, StringComparison.Ordinal) && IsNative(real);
        return new ToolIdentity(isTool ? real : null, [.. files, path, real, .. Drivers(real)]);
    }

    /// <summary>Whether a program is a proxy of rustup: a link to rustup or a copy of it.</summary>
    private static bool IsRustup(string path)
    {
        if (Path.GetFileNameWithoutExtension(RealPath.Of(path)) == "rustup")
            return true;
        var rustup = new FileInfo(Path.Combine(Path.GetDirectoryName(path)!, "rustup" + Extension));
        return rustup.Exists && rustup.Length == new FileInfo(path).Length;
    }

    /// <summary>Finds the libraries that contain the compiler itself. Somebody who builds rustc may replace only these.</summary>
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
            || start is [0xCF, 0xFA, 0xED, 0xFE] or [0xCA, 0xFE, 0xBA, 0xBE]; // Mach-O, for one machine or several
    }
}
