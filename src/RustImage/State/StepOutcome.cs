namespace RustImage.State;

/// <summary>A step that ran, or need not have.</summary>
/// <param name="Reason">Why it ran; null where its last result holds.</param>
/// <param name="Notices">Of this run, or of the one whose result holds.</param>
public sealed record StepOutcome(string Step, string? Reason, IReadOnlyList<StepNotice> Notices, StepResult Result)
{
    /// <summary>For the build's log.</summary>
    public override string ToString() => Reason is null ? $"{Step} is up to date." : $"{Step} runs: {Reason}.";
}
