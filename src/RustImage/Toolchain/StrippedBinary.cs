using RustImage.Elf;
using RustImage.State;

namespace RustImage.Toolchain;

/// <summary>The binary in the form that ships, without symbols or as cargo built it.</summary>
/// <param name="HasDebugFile">Whether symbols were split off into a debug file.</param>
internal sealed record StrippedBinary(bool HasDebugFile)
{
    /// <summary>Writes the application and, where objcopy strips it, the debug file. Warns of this machine's paths in it.</summary>
    /// <param name="binary">The binary as cargo built it.</param>
    /// <param name="strip">Whether the application ships without symbols.</param>
    /// <exception cref="RustImageException">The binary is no ELF file that this SDK can read, or objcopy failed.</exception>
    public static async Task<StrippedBinary> WriteAsync(
        StepRun run, TargetToolchain target, string binary, string application, string debugFile, bool strip,
        CancellationToken cancellation)
    {
        // objcopy strips other formats too, and says little about a file that it can't read.
        _ = ElfReader.Read(binary);
        var objCopy = strip ? target.ObjCopy : null;
        if (objCopy is not null)
        {
            var (stripped, debug) = await DebugSplit.RunAsync(objCopy, binary, application, debugFile, cancellation).ConfigureAwait(false);
            run.Wrote("the application", application, stripped);
            run.Wrote("the debug file", debugFile, debug);
        }
        else
        {
            run.WriteCopy("the application", application, binary);
            File.Delete(debugFile);
        }
        var bytes = await File.ReadAllBytesAsync(application, cancellation).ConfigureAwait(false);
        foreach (var (_, excerpt) in BuildPathScan.Find(bytes, target.BuildDirectories))
            run.Warn(Messages.BuildPathLeft(binary, excerpt));
        return new StrippedBinary(objCopy is not null);
    }
}
