namespace RustImage.State;

/// <summary>Deletes what builds have written, as far as the states of their steps tell of it.</summary>
/// <param name="stateDirectory">The states of the image; for several images, the states that they share.</param>
/// <param name="innerDirectories">For several images, the directories with the states of each.</param>
/// <param name="oldFileList">A list of files that builds of earlier versions kept; it may be missing.</param>
/// <param name="writtenState">The state that holds the last <see cref="WrittenFiles"/>.</param>
internal sealed class WrittenFilesCleaner(
    string stateDirectory, IReadOnlyList<string> innerDirectories, string oldFileList, string writtenState)
{
    /// <summary>Finds directories that belong to files, and are deleted with them where they are empty.</summary>
    public Func<IReadOnlyList<string>, IEnumerable<string>> DirectoriesOf { get; init; } = _ => [];

    private IEnumerable<string> Directories => [stateDirectory, .. innerDirectories];

    /// <summary>Deletes what an earlier build wrote and this build did not.</summary>
    /// <param name="earlier">The result of the last call.</param>
    /// <param name="fileWrites">Full paths that targets of the project have written.</param>
    /// <param name="namedFiles">Files under names that the project chose. They stay: a new name does not make them waste.</param>
    /// <returns>What this build has written.</returns>
    public WrittenFiles RemoveOld(WrittenFiles earlier, IEnumerable<string> fileWrites, IReadOnlyList<string> namedFiles)
    {
        var written = fileWrites.Concat(Directories.SelectMany(StateFolder.FilesOf)).Except(namedFiles)
            .Distinct(StringComparer.Ordinal).ToList();
        string[] goneDirectories = [.. earlier.Directories.Except(Directories)];
        var gone = earlier.Files.Concat(ReadList(oldFileList)).Append(oldFileList)
            .Except(written).Except(namedFiles).Except([writtenState]);
        Delete([.. gone, .. goneDirectories.SelectMany(StateFolder.FilesOf)], goneDirectories);
        return new WrittenFiles([.. written.Except([writtenState]).Order(StringComparer.Ordinal)], [.. innerDirectories]);
    }

    /// <summary>Deletes everything that builds have written.</summary>
    public void RemoveAll(WrittenFiles earlier)
    {
        string[] directories = [.. Directories.Union(earlier.Directories)];
        string[] lists = Directory.Exists(stateDirectory) ? Directory.GetFiles(stateDirectory, "*FileListAbsolute.txt") : [];
        // Find all files before the first state is deleted.
        Delete(
            [.. earlier.Files, .. directories.SelectMany(StateFolder.FilesOf), .. lists.SelectMany(ReadList), .. lists, writtenState],
            directories);
    }

    private static IEnumerable<string> ReadList(string path) =>
        File.Exists(path) ? File.ReadAllLines(path).Where(Path.IsPathFullyQualified) : [];

    /// <summary>Deletes files, and directories of states that are empty then.</summary>
    private void Delete(IReadOnlyList<string> files, IReadOnlyList<string> directories)
    {
        StateFolder.Delete(files);
        var below = files.Select(f => Path.GetDirectoryName(f)!)
            .Where(f => directories.Any(d => f.StartsWith(d, StringComparison.Ordinal)));
        StateFolder.DeleteEmpty([.. below, .. DirectoriesOf(files), .. directories.Select(Path.TrimEndingDirectorySeparator)]);
    }
}
