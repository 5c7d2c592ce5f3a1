using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Tells in every build which sources Git does not know, whether it was asked again or not.</summary>
public sealed class CheckSources : RustImageTask
{
    [Required]
    public string SourcesState { get; set; } = "";

    /// <summary>RustImageUntrackedSources.</summary>
    [Required]
    public string Treatment { get; set; } = "";

    /// <summary>Where the answer is kept.</summary>
    [Required]
    public string UntrackedState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var treatment = UntrackedSources.ParseTreatment(Treatment);
        if (treatment == UntrackedTreatment.Ignore)
            return;
        var sources = StepState.Read(SourcesState, StepJson.Readable.Paths);
        var earlier = BuildStep.TryRead(UntrackedState, StepJson.Readable.UntrackedSources);
        try
        {
            var answer = await UntrackedSources.FindAsync(sources, earlier, cancellation).ConfigureAwait(false);
            StepOf(UntrackedState).Keep(answer, StepJson.Readable.UntrackedSources);
            if (treatment == UntrackedTreatment.Error && answer.Files.Count > 0)
                throw new RustImageException(answer.Diagnostics);
            foreach (var diagnostic in answer.Diagnostics)
                LogWarning(diagnostic);
        }
        catch (RustImageException e) when (e.Code == "RIMG1023" && treatment == UntrackedTreatment.Warn)
        {
            // Nothing is known to be wrong.
            LogMessage(e.Diagnostic);
        }
    }
}
