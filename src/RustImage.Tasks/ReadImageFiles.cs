using System.Text;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>RustImageFile, RustImageLink and RustImageDirectory items → what the project adds to the image. Items are looked at here alone, since MSBuild computes what they say anew for each task.</summary>
public sealed class ReadImageFiles : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where files without TargetPath go.</summary>
    [Required]
    public string FilesDirectory { get; set; } = "";

    /// <summary>Path in the image, with LinkTarget.</summary>
    public ITaskItem[] Links { get; set; } = [];

    /// <summary>Path in the image, with Mode and Owner.</summary>
    public ITaskItem[] Directories { get; set; } = [];

    [Required]
    public string FilesStep { get; set; } = "";

    /// <summary>Written last; it keeps its time while items and files stay as they are, so that a step can depend on it.</summary>
    [Required]
    public string StateFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        UserFileItem[] files = [.. Files.Select(i => UserFileItem.Read(i, FilesDirectory))];
        var state = Encoding.UTF8.GetBytes($"{FileStates.DigestOf(files.Select(f => f.HostPath), files.SelectMany(f => f.Facts).Concat(OtherFacts))}\n");
        if (!File.Exists(FilesStep) || !AtomicFile.Has(StateFile, state))
        {
            var step = new FilesStep(AddedFile.CreateAll(files), [.. UserEntries.ParseLinks(Links)], [.. UserEntries.ParseDirectories(Directories)]);
            StepFile.Write(FilesStep, step, StepFile.Json.FilesStep);
            AtomicFile.WriteIfDifferent(StateFile, state);
        }
        return Task.CompletedTask;
    }

    private IEnumerable<string> OtherFacts =>
    [
        .. Links.SelectMany(l => new[] { "link", l.ItemSpec, l.GetMetadata("LinkTarget") }),
        .. Directories.SelectMany(d => new[] { "directory", d.ItemSpec, d.GetMetadata("Mode"), d.GetMetadata("Owner") }),
    ];
}
