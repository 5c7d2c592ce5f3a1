namespace RustImage.Toolchain;

/// <summary>
/// Splits a linked binary into a stripped program and a file of debug information. Both keep the build ID, by which debuggers find the
/// second for the first.
/// </summary>
internal static class DebugSplit
{
    /// <param name="objCopy">The path of the toolchain's objcopy (<see cref="RustToolchain.ObjCopy"/>).</param>
    /// <param name="stripped">
    /// Receives the program without symbols, debug information and other sections that are never loaded. The list of crates that
    /// cargo-auditable adds is kept.
    /// </param>
    /// <param name="debug">Receives the debug information. Like the program, it is written completely or not at all.</param>
    /// <exception cref="RustImageException">RIMG2005: objcopy failed.</exception>
    /// <returns>The digests of the two written files.</returns>
    public static async Task<(Digest Stripped, Digest Debug)> RunAsync(
        string objCopy, string binary, string stripped, string debug, CancellationToken cancellation = default)
    {
        var debugDigest = await CopyAsync(objCopy, ["--only-keep-debug"], binary, debug, cancellation).ConfigureAwait(false);
        string[] options = ["--strip-all", "--keep-section=.dep-v0"];
        return (await CopyAsync(objCopy, options, binary, stripped, cancellation).ConfigureAwait(false), debugDigest);
    }

    private static async Task<Digest> CopyAsync(
        string objCopy, string[] options, string source, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        var command = new Command(objCopy, [.. options, source, temporary], Path.GetDirectoryName(target)!, LibraryPath(objCopy));
        var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            File.Delete(temporary);
            throw Messages.StripFailed(source, answer.StandardError.Trim()).ToException();
        }
        // The digest is taken before the rename: another build may replace the file under its final name.
        var digest = Digest.OfFile(temporary);
        File.Move(temporary, target, overwrite: true);
        return digest;
    }

    /// <summary>Sets LD_LIBRARY_PATH on Linux, where the RPATH of objcopy does not lead to the toolchain's libLLVM in lib.</summary>
    private static Dictionary<string, string?> LibraryPath(string objCopy)
    {
        var libraries = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(objCopy)!, "..", "..", ".."));
        return OperatingSystem.IsLinux() ? new() { ["LD_LIBRARY_PATH"] = libraries } : [];
    }
}
