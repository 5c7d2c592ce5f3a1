using RustImage.Elf;

namespace RustImage.Closure;

/// <summary>Loads a program's libraries in the order of ld.so: breadth first, each file once (glibc's elf/dl-deps.c).</summary>
/// <param name="source">Where the loader's configuration is read; <paramref name="files"/> adds the user's files to it.</param>
internal sealed class LibraryLoader(
    ILibrarySource source,
    UserFiles files,
    FileFacts facts,
    Platform platform,
    ClosureLinks links,
    Findings findings,
    CancellationToken cancellation)
{
    private readonly LibrarySearch _search = new(files, facts, platform);

    public LoaderProcess Start(RootFile program, ElfFile elf)
    {
        var main = Root(program, elf);
        var interpreter = elf.Interpreter is null ? null : files.Find(elf.Interpreter);
        var process = new LoaderProcess(main, LoaderPaths.Of(elf.Interpreter, interpreter, source, platform));
        process.Add(main);
        if (elf.Interpreter is not null)
            LoadInterpreter(process, elf.Interpreter, interpreter);
        LoadNeeds(process, main);
        return process;
    }

    /// <summary>Loads a library of the user's into a running program, as dlopen would.</summary>
    public void Open(LoaderProcess process, RootFile library, ElfFile elf)
    {
        var file = Root(library, elf);
        process.Add(file);
        process.AddOpened(file);
        LoadNeeds(process, file);
    }

    /// <summary>Loads what the loaded files say that they open at run time, and what those open in turn.</summary>
    public void OpenNotes(LoaderProcess process)
    {
        for (var i = 0; i < process.Files.Count; i++)
        {
            foreach (var note in process.Files[i].Elf.DlopenNotes)
                OpenNote(process, process.Files[i], note);
        }
    }

    private void OpenNote(LoaderProcess process, LoadedFile by, DlopenNote note)
    {
        var what = string.Join(": ", new[] { note.Feature, note.Description }.Where(t => !string.IsNullOrEmpty(t)));
        var reason = $"opened at run time by {by.Path}" + (what.Length == 0 ? "" : $" ({what})");
        var names = string.Join(" or ", note.SoNames);
        if (note.Priority == DlopenPriority.Suggested)
        {
            if (!note.SoNames.Any(n => process.FindByName(n) is not null))
                findings.Message(Messages.SuggestedLibrary(names, reason));
            return;
        }
        foreach (var name in note.SoNames)
        {
            if (Load(process, name, by, reason, out _) is not { } file)
                continue;
            process.AddOpened(file);
            LoadNeeds(process, file);
            return;
        }
        if (note.Priority == DlopenPriority.Required)
            findings.Error(Messages.RequiredLibraryNotFound(names, reason, source.Description));
        else
            findings.Warning(Messages.RecommendedLibraryNotFound(names, reason, source.Description));
    }

    private void LoadNeeds(LoaderProcess process, LoadedFile start)
    {
        var queue = new Queue<LoadedFile>([start]);
        var seen = new HashSet<LoadedFile> { start };
        while (queue.TryDequeue(out var file))
        {
            cancellation.ThrowIfCancellationRequested();
            // A file that an earlier tree has loaded brings its needs along.
            var needs = file.Dependencies.Count > 0 ? file.Dependencies : [.. file.Elf.Needed.Select(n => Need(process, n, file)).OfType<LoadedFile>()];
            if (file.Dependencies.Count == 0)
                file.Dependencies.AddRange(needs);
            foreach (var need in needs.Where(seen.Add))
                queue.Enqueue(need);
        }
    }

    private LoadedFile? Need(LoaderProcess process, string name, LoadedFile by)
    {
        if (Load(process, name, by, $"NEEDED by {by.Path}", out var search) is { } file)
            return file;
        if (!process.AddMissing(name))
            return null;
        findings.Error(search.Searched.Count == 0 && name.Contains('/')
            ? Messages.RelativeLibraryPath(name, by.WithReasons)
            : Messages.LibraryNotFound(name, by.WithReasons, source.Description, search.Searched, search.PassedOver));
        return null;
    }

    private LoadedFile? Load(LoaderProcess process, string name, LoadedFile by, string reason, out SearchResult search)
    {
        search = new SearchResult(null, [], []);
        if (process.FindByName(name) is { } loaded)
            return loaded;
        search = _search.Find(name, by, process);
        if (search.Found is not { } found)
            return null;
        links.Add(found.Opened, found.File.Path, $"the name that {by.Path} asks for");
        var file = process.FindByPath(found.File.Path);
        if (file is null)
        {
            file = new LoadedFile
            {
                Path = found.File.Path,
                HostPath = found.File.HostPath,
                Elf = found.Elf,
                Loader = by,
                Origin = found.Directory,
                Reasons = [reason, .. by.Reasons],
            };
            process.Add(file);
        }
        file.Names.Add(name);
        return file;
    }

    private void LoadInterpreter(LoaderProcess process, string name, SourceFile? file)
    {
        var main = process.Main;
        if (file is null)
        {
            findings.Error(Messages.InterpreterNotFound(name, main.Path, source.Description));
            return;
        }
        var elf = facts.Of(file.HostPath);
        if (!ElfKind.Fits(elf, platform))
            findings.Error(Messages.WrongMachine(file.Path, ElfKind.Describe(elf), platform.OciName));
        var opened = ImagePath.Canonical(name);
        links.Add(opened, file.Path, $"the dynamic loader that {main.Path} names");
        process.Interpreter = new LoadedFile
        {
            Path = file.Path,
            HostPath = file.HostPath,
            Elf = elf,
            Loader = main,
            Origin = SearchDirectory.Same(ImagePath.DirectoryOf(opened)),
            Reasons = [$"the dynamic loader of {main.Path}"],
        };
        process.Interpreter.Names.Add(name);
        process.Add(process.Interpreter);
    }

    private static LoadedFile Root(RootFile root, ElfFile elf) => new()
    {
        Path = root.Path,
        HostPath = root.HostPath,
        Elf = elf,
        Origin = SearchDirectory.Same(ImagePath.DirectoryOf(root.Path)),
    };
}
