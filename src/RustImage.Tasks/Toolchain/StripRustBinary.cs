using Microsoft.Build.Framework;
using RustImage.Elf;
using RustImage.State;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>The binary → what runs, and beside the archive what debuggers read.</summary>
public sealed class StripRustBinary : RustImageTask
{
    [Required]
    public string ToolchainState { get; set; } = "";

    [Required]
    public string BinaryState { get; set; } = "";

    public bool Strip { get; set; }

    /// <summary>Written: the binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>Written where something was stripped.</summary>
    [Required]
    public string DebugFile { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string StripState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var toolchain = BuildStep.Read(ToolchainState);
        var target = toolchain.As(StepJson.Readable.BuildTarget);
        var binary = StepState.Read(BinaryState, StepJson.Readable.RustBinary).Path;
        var key = new StepKey().Add("RustImageStrip", Strip).Add(toolchain).AddFile("the binary", binary);
        await RunStepAsync(StripState, key, StepJson.Readable.StrippedBinary, run => StripAsync(run, target, binary, cancellation)).ConfigureAwait(false);
    }

    private async Task<StrippedBinary> StripAsync(StepRun run, BuildTarget target, string binary, CancellationToken cancellation)
    {
        _ = ElfReader.Read(binary); // objcopy strips other formats as well, and says little about what it can't read
        var objCopy = Strip ? target.ObjCopy : null;
        if (objCopy is not null)
        {
            var (stripped, debug) = await DebugSplit.RunAsync(objCopy, binary, Application, DebugFile, cancellation).ConfigureAwait(false);
            run.Wrote("the application", Application, stripped);
            run.Wrote("the debug file", DebugFile, debug);
        }
        else
        {
            run.Write("the application", Application, stream => { using var source = File.OpenRead(binary); source.CopyTo(stream); });
            File.Delete(DebugFile);
        }
        if (Strip && objCopy is null)
            Log.LogMessage(MessageImportance.Normal, "This toolchain has no rust-objcopy: cargo stripped the binary itself, and no debug information was kept.");
        foreach (var (_, excerpt) in BuildPathScan.Find(await File.ReadAllBytesAsync(Application, cancellation).ConfigureAwait(false), target.BuildDirectories))
            run.Warn(Messages.BuildPathLeft(binary, excerpt));
        return new StrippedBinary(objCopy is not null);
    }
}
