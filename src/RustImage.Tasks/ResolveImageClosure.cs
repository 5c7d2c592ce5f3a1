using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Elf;

namespace RustImage.Tasks;

/// <summary>Binary and library source → every file that the binary needs at run time, proven to link.</summary>
public sealed class ResolveImageClosure : RustImageTask
{
    /// <summary>The binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>Its path there.</summary>
    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>"Host", or a directory that holds a root file system.</summary>
    [Required]
    public string LibrarySource { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    public ITaskItem[] Files { get; set; } = [];

    [Required]
    public string FilesDirectory { get; set; } = "";

    [Required]
    public string ClosureStep { get; set; } = "";

    /// <summary>Written: the files of this machine that the result depends on, one a line.</summary>
    [Required]
    public string InputList { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var source = CreateSource();
        var overlay = UserFiles.Parse(Files, FilesDirectory).ToDictionary(f => f.Path, f => f.Content.HostPath!, StringComparer.Ordinal);
        RootFile[] roots = [new(ApplicationPath, Application), .. overlay.Where(f => ElfReader.IsElf(f.Value)).Select(f => new RootFile(f.Key, f.Value))];
        var closure = ClosureResolver.Resolve(roots, source, Platform.FromRuntimeIdentifier(RuntimeIdentifier)!, overlay, cancellation);

        foreach (var notice in closure.Notices)
            Report(notice);
        StepFile.Write(ClosureStep, closure, StepFile.Json.ImageClosure);
        AtomicFile.WriteText(InputList, string.Join('\n', source.DependenciesOf(closure)));
        return Task.CompletedTask;
    }

    private DirectorySource CreateSource()
    {
        if (LibrarySource != "Host")
            return Directory.Exists(LibrarySource) ? new DirectorySource(LibrarySource) : throw Messages.NoLibraryRoot(LibrarySource).ToException();
        return OperatingSystem.IsLinux() ? new DirectorySource("/") : throw Messages.HostSourceNeedsLinux().ToException();
    }

    private void Report(Notice notice)
    {
        if (notice.Severity == Severity.Warning)
            LogWarning(notice.Diagnostic);
        else
            Log.LogMessage(null, notice.Diagnostic.Code, null, ProjectFile, 0, 0, 0, 0, MessageImportance.Normal, notice.Diagnostic.Text);
    }
}
