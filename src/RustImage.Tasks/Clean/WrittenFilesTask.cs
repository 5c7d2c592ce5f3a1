using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>A task that deletes what builds have written.</summary>
public abstract class WrittenFilesTask : RustImageTask
{
    /// <summary>The directory with the states of the image; for several images, with the states that they share.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>For several images, the directories with the states of each.</summary>
    public string[] InnerDirectories { get; set; } = [];

    /// <summary>The directory with the states of builds of earlier versions; it may be missing.</summary>
    [Required]
    public string OldDirectory { get; set; } = "";

    /// <summary>A list of files that builds of earlier versions kept; it may be missing.</summary>
    [Required]
    public string OldFileList { get; set; } = "";

    /// <summary>Knows what the last build wrote.</summary>
    [Required]
    public string WrittenState { get; set; } = "";

    /// <param name="directories">Directories with states.</param>
    private protected WrittenFilesCleaner CleanerOf(params string[] directories) =>
        new(StateDirectory, directories, OldFileList, WrittenState);

    private protected WrittenFiles ReadWrittenFiles() =>
        BuildStep.TryReadHere(WrittenState, StepJson.Readable.WrittenFiles) ?? new WrittenFiles([], []);
}
