namespace RustImage.Closure.Loading;

/// <summary>A program with the files that the loader has loaded for it; the counterpart of ld.so's base namespace.</summary>
internal sealed class LoaderProcess(LoadedFile main, LoaderPaths paths)
{
    private readonly List<LoadedFile> _files = [];
    private readonly List<LoadedFile> _opened = [];
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public LoadedFile Main { get; } = main;

    public LoaderPaths Paths { get; } = paths;

    public LoadedFile? Interpreter { get; set; }

    /// <summary>The loaded files, in the order of loading.</summary>
    public IReadOnlyList<LoadedFile> Files => _files;

    /// <summary>Whether every needed library was found. Otherwise an unresolved symbol may be in the missing library.</summary>
    public bool IsComplete => _missing.Count == 0;

    public void Add(LoadedFile file) => _files.Add(file);

    /// <summary>Adds a file that is opened at run time. It and its dependencies form a lookup scope of their own.</summary>
    public void AddOpened(LoadedFile file)
    {
        if (!_opened.Contains(file))
            _opened.Add(file);
    }

    /// <returns>Whether the name is new among the missing ones.</returns>
    public bool AddMissing(string name) => _missing.Add(name);

    /// <returns>The loaded file that the loader takes for a name; null where it would search.</returns>
    public LoadedFile? FindByName(string name) =>
        Paths.IsMusl && IsMuslItself(name) ? Interpreter ?? Named(name) : Named(name);

    public LoadedFile? FindByPath(string path) => _files.FirstOrDefault(f => f.Path == path);

    /// <summary>
    /// The files in which the symbols of a file are looked up: the program with its dependencies, then each opened file with its
    /// dependencies where the file is among them. The loader itself is the last, as it defines symbols for all files on some machines.
    /// </summary>
    public IReadOnlyList<LoadedFile> ScopeOf(LoadedFile file)
    {
        var trees = _opened.Select(o => o.Tree()).Where(t => t.Contains(file)).SelectMany(t => t);
        var scope = Main.Tree().Concat(trees);
        return [.. (Interpreter is null ? scope : scope.Append(Interpreter)).Distinct()];
    }

    private LoadedFile? Named(string name) => _files.FirstOrDefault(f => f.AnswersTo(name));

    // In musl the loader itself is libc, libpthread and so on, whatever follows the first dot.
    private static bool IsMuslItself(string name) =>
        name.Split('.') is [var stem, _, ..] && stem is "libc" or "libpthread" or "librt" or "libm" or "libdl" or "libutil" or "libxnet";
}
