namespace RustImage.Toolchain;

/// <summary>Divides a linked binary into what runs and what only debuggers read; both keep the build id, by which debuggers join them.</summary>
public static class DebugSplit
{
    /// <param name="objCopy">The toolchain's objcopy (<see cref="RustToolchain.ObjCopy"/>).</param>
    /// <param name="stripped">Written whole or not at all; without symbols, debug information and other sections that are never loaded, but for cargo-auditable's list of crates.</param>
    /// <param name="debug">Written whole or not at all: the removed parts.</param>
    /// <exception cref="RustImageException">RIMG2005: objcopy failed.</exception>
    /// <returns>The digests of what was written.</returns>
    public static async Task<(Digest Stripped, Digest Debug)> RunAsync(
        string objCopy, string binary, string stripped, string debug, CancellationToken cancellation = default)
    {
        var debugDigest = await CopyAsync(objCopy, ["--only-keep-debug"], binary, debug, cancellation).ConfigureAwait(false);
        return (await CopyAsync(objCopy, ["--strip-all", "--keep-section=.dep-v0"], binary, stripped, cancellation).ConfigureAwait(false), debugDigest);
    }

    private static async Task<Digest> CopyAsync(string objCopy, string[] options, string source, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        var answer = await ProcessRunner.CaptureAsync(
            new Command(objCopy, [.. options, source, temporary], Path.GetDirectoryName(target)!, LibraryPath(objCopy)), cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            File.Delete(temporary);
            throw Messages.StripFailed(source, answer.StandardError.Trim()).ToException();
        }
        // Before the file has its name, under which another build may replace it.
        var digest = Digest.OfFile(temporary);
        File.Move(temporary, target, overwrite: true);
        return digest;
    }

    /// <summary>The tool's own RPATH does not lead to the toolchain's libLLVM on Linux: it lies in lib, three directories above the tool's.</summary>
    private static Dictionary<string, string?> LibraryPath(string objCopy)
    {
        var libraries = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(objCopy)!, "..", "..", ".."));
        return OperatingSystem.IsLinux() ? new() { ["LD_LIBRARY_PATH"] = libraries } : [];
    }
}
