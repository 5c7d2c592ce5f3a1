using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>What was stripped from the binary → beside the archive, for debuggers.</summary>
public sealed class PublishDebugFile : RustImageTask
{
    /// <summary>Knows whether something was stripped.</summary>
    [Required]
    public string StripState { get; set; } = "";

    [Required]
    public string DebugFile { get; set; } = "";

    /// <summary>Written where something was stripped.</summary>
    [Required]
    public string PublishedFile { get; set; } = "";

    /// <summary>The step's state.</summary>
    [Required]
    public string DebugState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var strip = BuildStep.Read(StripState);
        var key = new StepKey().Add(strip).Add("the archive's path", PublishedFile).AddFile("the debug file", DebugFile);
        return RunStepAsync(DebugState, key, StepJson.Readable.Path, run =>
        {
            if (strip.As(StepJson.Readable.StrippedBinary).HasDebugFile)
                run.Write("the debug file", PublishedFile, stream => { using var source = File.OpenRead(DebugFile); source.CopyTo(stream); });
            return Task.FromResult(PublishedFile);
        });
    }
}
