using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>A task on all that builds have written.</summary>
public abstract class WrittenFilesTask : RustImageTask
{
    /// <summary>Where the states of the image lie; for several images, those that are common to them.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>For several images, those of each.</summary>
    public string[] InnerDirectories { get; set; } = [];

    /// <summary>A list that builds of earlier versions kept; it need not exist.</summary>
    [Required]
    public string OldFileList { get; set; } = "";

    /// <summary>Knows what the last build wrote.</summary>
    [Required]
    public string WrittenState { get; set; } = "";

    private protected IEnumerable<string> Directories => [StateDirectory, .. InnerDirectories];

    private protected WrittenFiles ReadWrittenFiles() => BuildStep.TryReadHere(WrittenState, StepJson.Readable.WrittenFiles) ?? new WrittenFiles([], []);

    private protected static IEnumerable<string> ReadList(string path) =>
        File.Exists(path) ? File.ReadAllLines(path).Where(Path.IsPathFullyQualified) : [];

    /// <summary>Deletes files, and directories of states where nothing else is in them.</summary>
    private protected static void Delete(IReadOnlyList<string> files, IReadOnlyList<string> directories)
    {
        StateFolder.Delete(files);
        var below = files.Select(f => Path.GetDirectoryName(f)!).Where(f => directories.Any(d => f.StartsWith(d, StringComparison.Ordinal)));
        StateFolder.DeleteEmpty([.. below, .. directories.Select(Path.TrimEndingDirectorySeparator)]);
    }
}
