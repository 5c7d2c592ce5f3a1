namespace RustImage;

/// <summary>One or more errors that the user can correct, each with a coded message of <see cref="Messages"/>.</summary>
internal sealed class RustImageException : Exception
{
    public RustImageException(Diagnostic diagnostic, Exception? inner = null)
        : this([diagnostic], inner)
    {
    }

    /// <summary>Creates an exception with all errors of a step, so that one build shows them all.</summary>
    /// <param name="diagnostics">At least one. The first one gives the <see cref="Code"/>.</param>
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
