namespace RustImage;

/// <summary>A document of another program has not the form that is read here.</summary>
/// <param name="message">The place and what it should have: "'labels.a' is a number, not a string". The caller has the code.</param>
/// <param name="line">1-based, or 0 where none is known.</param>
public sealed class ForeignJsonException(string message, int line = 0, Exception? inner = null) : FormatException(message, inner)
{
    public int Line { get; } = line;
}
