namespace RustImage;

/// <summary>Says that a JSON document of another program does not have the expected form.</summary>
/// <param name="message">
/// What was found and expected: "'labels.a' is a number, not a string". The caller makes a coded message of it.
/// </param>
/// <param name="line">1-based; 0 where it is unknown.</param>
internal sealed class ForeignJsonException(string message, int line = 0, Exception? inner = null) : FormatException(message, inner)
{
    public int Line { get; } = line;
}
