namespace RustImage.Closure.Loading;

/// <summary>What one program has in its address space: ld.so's base namespace.</summary>
internal sealed class LoaderProcess(LoadedFile main, LoaderPaths paths)
{
    private readonly List<LoadedFile> _files = [];
    private readonly List<LoadedFile> _opened = [];
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public LoadedFile Main { get; } = main;

    public LoaderPaths Paths { get; } = paths;

    public LoadedFile? Interpreter { get; set; }

    /// <summary>In the order of loading.</summary>
    public IReadOnlyList<LoadedFile> Files => _files;

    /// <summary>Whether every needed library was found: without, an unresolved symbol says nothing.</summary>
    public bool IsComplete => _missing.Count == 0;

    public void Add(LoadedFile file) => _files.Add(file);

    /// <summary>Notes a file that is opened at run time: it and its tree are a scope of their own.</summary>
    public void AddOpened(LoadedFile file)
    {
        if (!_opened.Contains(file))
            _opened.Add(file);
    }

    /// <returns>Whether this is the first time that the name is missed.</returns>
    public bool AddMissing(string name) => _missing.Add(name);

    /// <summary>A name that is loaded already is not searched for again.</summary>
    public LoadedFile? FindByName(string name) =>
        Paths.IsMusl && IsMuslItself(name) ? Interpreter ?? Named(name) : Named(name);

    public LoadedFile? FindByPath(string path) => _files.FirstOrDefault(f => f.Path == path);

    /// <summary>
    /// Where a file's symbols are looked up: the program and its tree, then the trees of the opened files that hold the file. The
    /// loader itself is counted in: on some machines it defines symbols for everybody.
    /// </summary>
    public IReadOnlyList<LoadedFile> ScopeOf(LoadedFile file)
    {
        var trees = _opened.Select(o => o.Tree()).Where(t => t.Contains(file)).SelectMany(t => t);
        var scope = Main.Tree().Concat(trees);
        return [.. (Interpreter is null ? scope : scope.Append(Interpreter)).Distinct()];
    }

    private LoadedFile? Named(string name) => _files.FirstOrDefault(f => f.AnswersTo(name));

    // musl's libc, libpthread and so on are the loader itself, whatever follows the first dot.
    private static bool IsMuslItself(string name) =>
        name.Split('.') is [var stem, _, ..] && stem is "libc" or "libpthread" or "librt" or "libm" or "libdl" or "libutil" or "libxnet";
}
