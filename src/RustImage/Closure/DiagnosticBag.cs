namespace RustImage.Closure;

/// <summary>Collects errors and notices, each once, in the order in which they are found.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Notice> _notices = [];
    private readonly List<MissingLibrary> _missing = [];

    public IReadOnlyList<Diagnostic> Errors => _errors;

    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>The missing libraries, which another library source might have. Each also has an error or a warning.</summary>
    public IReadOnlyList<MissingLibrary> Missing => _missing;

    public void Lacks(MissingLibrary missing) => _missing.Add(missing);

    public void Error(Diagnostic diagnostic)
    {
        if (!_errors.Contains(diagnostic))
            _errors.Add(diagnostic);
    }

    /// <summary>Reads a value. Where that fails, keeps the errors, so that one build shows those of all values.</summary>
    /// <param name="otherwise">Stands for a value with an error until <see cref="ThrowIfAny"/> is called.</param>
    public T Collect<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (RustImageException e)
        {
            Add(e);
            return otherwise;
        }
    }

    /// <returns>Null where that fails.</returns>
    /// <inheritdoc cref="Collect{T}(Func{T}, T)" path="/summary"/>
    public async Task<T?> CollectAsync<T>(Func<Task<T?>> read) where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (RustImageException e)
        {
            Add(e);
            return null;
        }
    }

    public void Collect(Action check) => Collect(() => { check(); return true; }, false);

    public void Warning(Diagnostic diagnostic) => Add(new Notice(Severity.Warning, diagnostic));

    public void Message(Diagnostic diagnostic) => Add(new Notice(Severity.Message, diagnostic));

    /// <exception cref="RustImageException">There are errors. It has all of them.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new RustImageException(_errors);
    }

    private void Add(RustImageException exception)
    {
        foreach (var diagnostic in exception.Diagnostics)
            Error(diagnostic);
    }

    private void Add(Notice notice)
    {
        if (!_notices.Contains(notice))
            _notices.Add(notice);
    }
}
