using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Warns in every build of sources that Git does not track. Git is asked only where something changed.</summary>
public sealed class CheckSources : RustImageTask
{
    [Required]
    public string SourcesState { get; set; } = "";

    /// <summary>RustImageUntrackedSources: warn, error or ignore.</summary>
    [Required]
    public string Treatment { get; set; } = "";

    /// <summary>Keeps the answer of Git.</summary>
    [Required]
    public string UntrackedState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var check = await UntrackedSourceCheck.RunAsync(
            Treatment, StepState.Read(SourcesState, StepJson.Readable.Paths),
            BuildStep.TryRead(UntrackedState, StepJson.Readable.UntrackedSources), cancellation).ConfigureAwait(false);
        if (check.Answer is { } answer)
            StepOf(UntrackedState).Keep(answer, StepJson.Readable.UntrackedSources);
        foreach (var error in check.Errors)
            Log.LogError(error);
        foreach (var warning in check.Warnings)
            LogWarning(warning);
        if (check.Message is { } message)
            LogMessage(message);
    }
}
