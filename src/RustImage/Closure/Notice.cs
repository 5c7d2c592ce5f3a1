namespace RustImage.Closure;

/// <summary>A coded warning or message that does not stop the build.</summary>
internal sealed record Notice(Severity Severity, Diagnostic Diagnostic);

internal enum Severity
{
    Message,
    Warning,
}
