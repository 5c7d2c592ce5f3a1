using Microsoft.Build.Framework;
using RustImage.Elf;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>The binary → what runs, and beside the archive what debuggers read.</summary>
public sealed class StripRustBinary : RustImageTask
{
    [Required]
    public string ToolchainStep { get; set; } = "";

    [Required]
    public string BinaryStep { get; set; } = "";

    public bool Strip { get; set; }

    /// <summary>Written: the binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>Written where something was stripped.</summary>
    [Required]
    public string DebugFile { get; set; } = "";

    /// <summary>Written: the files that were written, one a line.</summary>
    [Required]
    public string OutputList { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var target = StepFile.Read(ToolchainStep, StepFile.Json.BuildTarget);
        var binary = StepFile.Read(BinaryStep, StepFile.Json.BinaryStep).Path;
        _ = ElfReader.Read(binary); // objcopy strips other formats as well, and says little about what it can't read
        var objCopy = Strip ? target.ObjCopy : null;
        if (objCopy is not null)
        {
            await DebugSplit.RunAsync(objCopy, binary, Application, DebugFile, cancellation).ConfigureAwait(false);
        }
        else
        {
            AtomicFile.Write(Application, stream => { using var source = File.OpenRead(binary); source.CopyTo(stream); });
            File.Delete(DebugFile);
        }
        if (Strip && objCopy is null)
            Log.LogMessage(MessageImportance.Normal, "This toolchain has no rust-objcopy: cargo stripped the binary itself, and no debug information was kept.");

        AtomicFile.WriteText(OutputList, objCopy is null ? Application : $"{Application}\n{DebugFile}");
        foreach (var (_, excerpt) in BuildPathScan.Find(await File.ReadAllBytesAsync(Application, cancellation).ConfigureAwait(false), target.BuildDirectories))
            LogWarning(Messages.BuildPathLeft(binary, excerpt));
    }
}
