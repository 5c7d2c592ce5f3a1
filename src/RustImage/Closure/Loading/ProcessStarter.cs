using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>The files that a closure starts from, those that cannot be used left out.</summary>
internal sealed class ProcessStarter
{
    private readonly List<(StartFile File, ElfFile Elf)> _roots = [];

    public ProcessStarter(IEnumerable<StartFile> roots, FileFacts facts, Platform platform, Findings findings)
    {
        foreach (var root in roots.Select(r => r with { Path = ImagePath.Canonical(r.Path) }).DistinctBy(r => r.Path))
        {
            if (Read(root, facts, findings) is not { } elf)
                continue;
            if (ElfKind.Fits(elf, platform))
                _roots.Add((root, elf));
            else
                findings.Error(Messages.WrongMachine(root.HostPath, ElfKind.Describe(elf), platform.OciName));
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Paths =>
        _roots.Select(r => KeyValuePair.Create(r.File.Path, r.File.HostPath));

    /// <summary>One process for each program; a library is opened by the first of them, unless one has it loaded.</summary>
    /// <remarks>A library that no program with a loader can open is taken by itself.</remarks>
    public IReadOnlyList<LoaderProcess> Load(LibraryLoader loader)
    {
        var programs = _roots.Where(r => r.Elf.Interpreter is not null).ToList();
        var processes = programs.Select(p => loader.Start(p.File, p.Elf)).ToList();
        var host = processes.FirstOrDefault();
        foreach (var (file, elf) in _roots.Except(programs))
        {
            if (host is null)
                processes.Add(loader.Start(file, elf));
            else if (!processes.Any(p => p.FindByPath(file.Path) is not null))
                loader.Open(host, file, elf);
        }
        foreach (var process in processes)
            loader.OpenNotes(process);
        return processes;
    }

    private static ElfFile? Read(StartFile root, FileFacts facts, Findings findings)
    {
        try
        {
            return facts.Of(root.HostPath);
        }
        catch (RustImageException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                findings.Error(diagnostic);
            return null;
        }
    }
}
