using System.Text.Json.Serialization;

namespace RustImage;

/// <summary>A coded message for the user, with the file and line that it is about where they are known.</summary>
internal sealed record Diagnostic
{
    /// <param name="code">"RIMG" and four digits. docs/error-codes.md explains each code.</param>
    /// <param name="text">
    /// One line in the form "what was found: what to do next". <see cref="ForeignText"/> makes its values safe to show.
    /// </param>
    /// <param name="file">The file that the message is about; null for the project file.</param>
    /// <param name="line">1-based; 0 where it is unknown.</param>
    /// <param name="column">1-based; 0 where it is unknown.</param>
    public Diagnostic(string code, MessageText text, string? file = null, int line = 0, int column = 0) =>
        (Code, Text, File, Line, Column) = (code, text.ToString(), file, line, column);

    /// <param name="text">
    /// Without values: <see cref="ForeignText"/> shows it as a whole. An interpolated string takes the other constructor.
    /// </param>
    /// <inheritdoc cref="Diagnostic(string, MessageText, string?, int, int)"/>
    [JsonConstructor]
    public Diagnostic(string code, string text, string? file = null, int line = 0, int column = 0) =>
        (Code, Text, File, Line, Column) = (code, ForeignText.Brief(text, 10 * ForeignText.Longest), file, line, column);

    public string Code { get; }

    public string Text { get; }

    public string? File { get; init; }

    public int Line { get; init; }

    public int Column { get; init; }

    public RustImageException ToException(Exception? inner = null) => new(this, inner);
}
