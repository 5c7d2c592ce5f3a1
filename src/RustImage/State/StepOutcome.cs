namespace RustImage.State;

/// <summary>How a step ended: it ran, or its last result is still valid.</summary>
/// <param name="Reason">Why the step ran; null where the last result is still valid.</param>
/// <param name="Notices">The warnings and messages of the run that made the result.</param>
/// <param name="Found">The full paths of the files that the result depends on although the key does not name them.</param>
internal sealed record StepOutcome(
    string Step, string? Reason, IReadOnlyList<StepNotice> Notices, StepResult Result, IEnumerable<string> Found)
{
    /// <summary>The line for the build's log.</summary>
    public override string ToString() => Reason is null ? $"{Step} is up to date." : $"{Step} runs: {Reason}.";
}
