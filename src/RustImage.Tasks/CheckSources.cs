using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Tells in every build which sources Git does not know, whether it was asked again or not.</summary>
public sealed class CheckSources : RustImageTask
{
    [Required]
    public string SourcesStep { get; set; } = "";

    /// <summary>RustImageUntrackedSources.</summary>
    [Required]
    public string Treatment { get; set; } = "";

    /// <summary>Where the answer is kept.</summary>
    [Required]
    public string UntrackedStep { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var treatment = UntrackedSources.ParseTreatment(Treatment);
        if (treatment == UntrackedTreatment.Ignore)
            return;
        var sources = StepFile.Read(SourcesStep, StepFile.Json.SourcesStep).Files;
        var earlier = BuildStep.TryRead(UntrackedStep, StepFile.Json.UntrackedSources);
        try
        {
            var answer = await UntrackedSources.FindAsync(sources, earlier, cancellation).ConfigureAwait(false);
            StepOf(UntrackedStep).Keep(answer, StepFile.Json.UntrackedSources);
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
