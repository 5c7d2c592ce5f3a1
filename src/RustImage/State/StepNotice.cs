namespace RustImage.State;

/// <summary>A warning or message of a step, which each build repeats for as long as the step's result holds: one that comes once is soon forgotten.</summary>
public sealed record StepNotice(Diagnostic Diagnostic, bool IsWarning = false);
