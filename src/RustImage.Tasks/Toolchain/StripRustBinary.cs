using Microsoft.Build.Framework;
using RustImage.State;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>The binary → the application that ships, and a debug file for debuggers.</summary>
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

    [Required]
    public string StripState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var toolchain = BuildStep.Read(ToolchainState);
        var binary = StepState.Read(BinaryState, StepJson.Readable.RustBinary).Path;
        var key = new StepKey().Add("RustImageStrip", Strip).Add(toolchain).AddFile("the binary", binary);
        return RunStepAsync(StripState, key, StepJson.Readable.StrippedBinary, async run =>
        {
            var target = toolchain.As(StepJson.Readable.TargetToolchain);
            var stripped = await StrippedBinary
                .WriteAsync(run, target, binary, Application, DebugFile, Strip, cancellation).ConfigureAwait(false);
            if (Strip && !stripped.HasDebugFile)
            {
                Log.LogMessage(
                    MessageImportance.Normal,
                    "This toolchain has no rust-objcopy: cargo stripped the binary itself, and no debug information was kept.");
            }
            return stripped;
        });
    }
}
