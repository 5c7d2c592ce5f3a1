namespace RustImage.State;

/// <summary>
/// A warning or message of a step. It is shown in each build while the result is valid, since one that is shown once is missed.
/// </summary>
internal sealed record StepNotice(Diagnostic Diagnostic, bool IsWarning = false);
