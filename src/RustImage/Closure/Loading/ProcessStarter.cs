using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>Reads the start files of a closure, and starts a loader process for each program among them.</summary>
internal sealed class ProcessStarter
{
    private readonly List<(StartFile File, ElfFile Elf)> _startFiles = [];

    /// <param name="diagnostics">Receives errors about files that cannot be used. These are left out.</param>
    public ProcessStarter(IEnumerable<StartFile> startFiles, ElfCache elfCache, Platform platform, DiagnosticBag diagnostics)
    {
        foreach (var file in startFiles.Select(f => f with { Path = ImagePath.Canonical(f.Path) }).DistinctBy(f => f.Path))
        {
            if (Read(file, elfCache, diagnostics) is not { } elf)
                continue;
            if (ElfKind.Fits(elf, platform))
                _startFiles.Add((file, elf));
            else
                diagnostics.Error(Messages.WrongMachine(file.HostPath, ElfKind.Describe(elf), platform.OciName));
        }
    }

    /// <summary>From the paths of the start files in the image to those on this machine.</summary>
    public IEnumerable<KeyValuePair<string, string>> Paths =>
        _startFiles.Select(f => KeyValuePair.Create(f.File.Path, f.File.HostPath));

    /// <summary>
    /// Starts a process for each program. The first process opens the libraries among the start files that no process has loaded.
    /// </summary>
    /// <remarks>Without a program that has a loader, each library is loaded by itself.</remarks>
    public IReadOnlyList<LoaderProcess> Load(LibraryLoader loader)
    {
        var programs = _startFiles.Where(f => f.Elf.Interpreter is not null).ToList();
        var processes = programs.Select(p => loader.Start(p.File, p.Elf)).ToList();
        var host = processes.FirstOrDefault();
        foreach (var (file, elf) in _startFiles.Except(programs))
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

    private static ElfFile? Read(StartFile file, ElfCache elfCache, DiagnosticBag diagnostics)
    {
        try
        {
            return elfCache.Of(file.HostPath);
        }
        catch (RustImageException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                diagnostics.Error(diagnostic);
            return null;
        }
    }
}
