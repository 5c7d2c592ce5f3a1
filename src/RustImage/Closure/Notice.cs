namespace RustImage.Closure;

/// <summary>A coded warning or message that does not stop the build.</summary>
public sealed record Notice(Severity Severity, Diagnostic Diagnostic);

public enum Severity
{
    Message,
    Warning,
}
