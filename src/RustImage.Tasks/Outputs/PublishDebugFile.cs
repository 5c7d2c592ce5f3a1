using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Copies the debug file beside the archive, where debuggers look for it.</summary>
public sealed class PublishDebugFile : RustImageTask
{
    /// <summary>Knows whether there is a debug file.</summary>
    [Required]
    public string StripState { get; set; } = "";

    [Required]
    public string DebugFile { get; set; } = "";

    /// <summary>Written where there is a debug file.</summary>
    [Required]
    public string PublishedFile { get; set; } = "";

    /// <summary>Whether the project chose the archive's name.</summary>
    public bool IsNamed { get; set; }

    [Required]
    public string DebugState { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var strip = BuildStep.Read(StripState);
        var key = new StepKey()
            .Add(strip).Add("the archive's path", PublishedFile).Add("ContainerArchiveOutputPath", IsNamed)
            .AddFile("the debug file", DebugFile);
        return RunStepAsync(DebugState, key, StepJson.Readable.String, run =>
        {
            if (strip.As(StepJson.Readable.StrippedBinary).HasDebugFile)
                run.WriteCopy("the debug file", PublishedFile, DebugFile);
            if (IsNamed)
                run.NameOutputs();
            return Task.FromResult(PublishedFile);
        });
    }
}
