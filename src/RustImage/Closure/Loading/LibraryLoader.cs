using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>Loads the libraries of programs in the order of ld.so: breadth first, each file once (glibc's elf/dl-deps.c).</summary>
/// <param name="image">The files that are in the image already.</param>
/// <param name="files">
/// Where to look for files that the image lacks; the same object as <paramref name="image"/> in the second pass.
/// </param>
/// <param name="source">The library source, for the configuration of its loader; null in the second pass.</param>
/// <param name="links">Receives the links that the image needs.</param>
/// <param name="findings">Receives errors about missing files.</param>
internal sealed partial class LibraryLoader(
    UserFileSource image,
    UserFileSource files,
    ILibrarySource? source,
    FileFacts facts,
    Platform platform,
    ClosureLinks links,
    Findings findings,
    CancellationToken cancellation)
{
    private readonly LibrarySearch _search = new(image, files, facts, platform);

    /// <summary>Loads a program with its interpreter and its libraries.</summary>
    public LoaderProcess Start(StartFile program, ElfFile elf)
    {
        var main = Loaded(program, elf);
        var interpreter = elf.Interpreter is null ? null : image.Find(elf.Interpreter) ?? files.Find(elf.Interpreter);
        var process = new LoaderProcess(main, LoaderPaths.Of(elf.Interpreter, interpreter, image, source, platform));
        process.Add(main);
        if (elf.Interpreter is not null)
            LoadInterpreter(process, elf.Interpreter, interpreter);
        LoadNeeds(process, main);
        return process;
    }

    /// <summary>Loads one of the start files into a process, with its libraries, as dlopen does.</summary>
    public void Open(LoaderProcess process, StartFile library, ElfFile elf)
    {
        var file = Loaded(library, elf);
        process.Add(file);
        process.AddOpened(file);
        LoadNeeds(process, file);
    }

    private void LoadNeeds(LoaderProcess process, LoadedFile start)
    {
        var queue = new Queue<LoadedFile>([start]);
        var seen = new HashSet<LoadedFile> { start };
        while (queue.TryDequeue(out var file))
        {
            cancellation.ThrowIfCancellationRequested();
            // A file that was loaded before has its dependencies already.
            if (file.Dependencies.Count == 0)
                file.Dependencies.AddRange(file.Elf.Needed.Select(n => Need(process, n, file)).OfType<LoadedFile>());
            foreach (var need in file.Dependencies.Where(seen.Add))
                queue.Enqueue(need);
        }
    }

    private LoadedFile? Need(LoaderProcess process, string name, LoadedFile by)
    {
        if (Load(process, name, by, $"NEEDED by {by.Path}", out var search) is { } file)
            return file;
        if (!process.AddMissing(name))
            return null;
        if (search.Searched.Count == 0 && name.Contains('/'))
        {
            findings.Error(Messages.RelativeLibraryPath(name, by.WithReasons));
            return null;
        }
        findings.Error(Messages.LibraryNotFound(name, by.WithReasons, files.Description, search.Searched, search.PassedOver));
        findings.Lacks(Missing([name], search, by, by.WithReasons));
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
        var path = found.IsInImage ? found.File.Path : image.Place(found.File.Path);
        if (!found.IsInImage)
            links.Add(found.Opened, path, $"the name that {by.Path} asks for");
        var file = process.FindByPath(path);
        if (file is null)
        {
            file = new LoadedFile
            {
                Path = path,
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

    private void LoadInterpreter(LoaderProcess process, string name, FoundFile? file)
    {
        var main = process.Main;
        if (file is null)
        {
            findings.Error(Messages.InterpreterNotFound(name, main.Path, files.Description));
            var path = ImagePath.Canonical(name);
            findings.Lacks(
                new([ImagePath.NameOf(path)], [ImagePath.DirectoryOf(path)], main.Path, main.WithReasons) { Reason = $"loader {name}" });
            return;
        }
        var elf = facts.Of(file.HostPath);
        if (!ElfKind.Fits(elf, platform))
            findings.Error(Messages.WrongMachine(file.Path, ElfKind.Describe(elf), platform.OciName));
        var opened = image.Place(name);
        var isInImage = image.Find(name) is not null;
        var place = isInImage ? file.Path : image.Place(file.Path);
        if (!isInImage)
            links.Add(opened, place, $"the dynamic loader that {main.Path} names");
        process.Interpreter = new LoadedFile
        {
            Path = place,
            HostPath = file.HostPath,
            Elf = elf,
            Loader = main,
            Origin = SearchDirectory.Same(ImagePath.DirectoryOf(opened)),
            Reasons = [$"the dynamic loader of {main.Path}"],
        };
        process.Interpreter.Names.Add(name);
        process.Add(process.Interpreter);
    }

    private static MissingLibrary Missing(IReadOnlyList<string> names, SearchResult search, LoadedFile by, string explanation) =>
        new([.. names.Select(ImagePath.NameOf)], search.Searched, by.Path, explanation) { Reason = $"soname {ImagePath.NameOf(names[0])}" };

    private static LoadedFile Loaded(StartFile file, ElfFile elf) => new()
    {
        Path = file.Path,
        HostPath = file.HostPath,
        Elf = elf,
        IsPlugin = file.IsFromPackage && elf.Interpreter is null,
        Origin = SearchDirectory.Same(ImagePath.DirectoryOf(file.Path)),
    };
}
