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
