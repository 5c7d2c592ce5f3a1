namespace RustImage.Closure;

/// <summary>Everything that is found wrong or remarkable, each thing once, in the order of finding.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Notice> _notices = [];
    private readonly List<MissingLibrary> _missing = [];

    public IReadOnlyList<Diagnostic> Errors => _errors;

    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>What another library source might have; an error or a warning says the same of each.</summary>
    public IReadOnlyList<MissingLibrary> Missing => _missing;

    public void Lacks(MissingLibrary missing) => _missing.Add(missing);

    public void Error(Diagnostic diagnostic)
    {
        if (!_errors.Contains(diagnostic))
            _errors.Add(diagnostic);
    }

    public void Warning(Diagnostic diagnostic) => Add(new Notice(Severity.Warning, diagnostic));

    public void Message(Diagnostic diagnostic) => Add(new Notice(Severity.Message, diagnostic));

    /// <exception cref="RustImageException">With every error, where there is any.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new RustImageException(_errors);
    }

    private void Add(Notice notice)
    {
        if (!_notices.Contains(notice))
            _notices.Add(notice);
    }
}
