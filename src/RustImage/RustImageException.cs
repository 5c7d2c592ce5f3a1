namespace RustImage;

/// <summary>A failure that the user can act on: a code of <see cref="Messages"/>, what was found and what to do next.</summary>
public sealed class RustImageException : Exception
{
    public RustImageException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>Everything that one step found wrong, so that one build shows it all.</summary>
    /// <param name="diagnostics">At least one; the first gives <see cref="Code"/>.</param>
    public RustImageException(IReadOnlyList<Diagnostic> diagnostics, Exception? inner = null)
        : base(string.Join('\n', diagnostics.Select(d => d.Text)), inner)
    {
        ArgumentOutOfRangeException.ThrowIfZero(diagnostics.Count);
        Diagnostics = diagnostics;
    }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public Diagnostic Diagnostic => Diagnostics[0];

    public string Code => Diagnostic.Code;
}

/// <summary>A coded message, with the place that it is about where there is one.</summary>
/// <param name="Code">RIMG and four digits; docs/error-codes.md says more of each.</param>
/// <param name="Text">One line, in the form "what was found: what to do next".</param>
/// <param name="File">The file that the message is about, or null for the project file.</param>
/// <param name="Line">1-based, or 0 where no line is known.</param>
/// <param name="Column">1-based, or 0 where no column is known.</param>
public sealed record Diagnostic(string Code, string Text, string? File = null, int Line = 0, int Column = 0)
{
    public RustImageException ToException(Exception? inner = null) => new(this, inner);
}
