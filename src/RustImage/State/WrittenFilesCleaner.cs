namespace RustImage.State;

/// <summary>Deletes what builds have written, as far as the states of their steps tell of it.</summary>
/// <param name="stateDirectory">The states of the image; for several images, the states that they share.</param>
/// <param name="innerDirectories">For several images, the directories with the states of each.</param>
/// <param name="oldFileList">A list of files that builds of earlier versions kept; it may be missing.</param>
/// <param name="writtenState">The state that holds the last <see cref="WrittenFiles"/>.</param>
internal sealed class WrittenFilesCleaner(
    string stateDirectory, IReadOnlyList<string> innerDirectories, string oldFileList, string writtenState)
{
    private IEnumerable<string> Directories => [stateDirectory, .. innerDirectories];

    /// <summary>
    /// Deletes what an earlier build wrote and this build did not. Files under names that the project chose stay: a new name does not make
    /// them waste.
    /// </summary>
    /// <param name="earlier">The result of the last call.</param>
    /// <param name="fileWrites">Full paths that targets of the project have written.</param>
    /// <returns>What this build has written, without the files that stay.</returns>
    public WrittenFiles RemoveOld(WrittenFiles earlier, IEnumerable<string> fileWrites)
    {
        List<StepFiles> steps = [.. Directories.SelectMany(StateFolder.Read)];
        string[] named = [.. steps.Where(s => s.AreNamed).SelectMany(s => s.Files)];
        string[] written = [.. fileWrites.Concat(ListUnnamed(steps)).Except(named).Distinct(StringComparer.Ordinal)];
        string[] goneDirectories = [.. earlier.Directories.Except(Directories)];
        var gone = earlier.Files.Concat(ReadList(oldFileList)).Append(oldFileList)
            .Concat(ListUnnamed(goneDirectories.SelectMany(StateFolder.Read)))
            .Except(written).Except(named).Except([writtenState]);
        Delete([.. gone], goneDirectories);
        return new WrittenFiles([.. written.Except([writtenState]).Order(StringComparer.Ordinal)], [.. innerDirectories]);
    }

    /// <summary>Deletes everything that builds have written.</summary>
    public void RemoveAll(WrittenFiles earlier)
    {
        string[] directories = [.. Directories.Union(earlier.Directories)];
        string[] lists = Directory.Exists(stateDirectory) ? Directory.GetFiles(stateDirectory, "*FileListAbsolute.txt") : [];
        // Find all files before the first state is deleted.
        List<StepFiles> steps = [.. directories.SelectMany(StateFolder.Read)];
        Delete(
            [.. earlier.Files, .. steps.SelectMany(s => s.Files.Prepend(s.State)), .. lists.SelectMany(ReadList), .. lists, writtenState],
            directories);
        StateFolder.DeleteEmpty(steps.SelectMany(s => s.Directories));
    }

    /// <summary>Lists the states, and the files under names that the SDK chose.</summary>
    private static IEnumerable<string> ListUnnamed(IEnumerable<StepFiles> steps) =>
        steps.SelectMany(s => s.AreNamed ? [s.State] : s.Files.Prepend(s.State));

    private static IEnumerable<string> ReadList(string path) =>
        File.Exists(path) ? File.ReadAllLines(path).Where(Path.IsPathFullyQualified) : [];

    /// <summary>Deletes files, and directories of states that are empty then.</summary>
    private static void Delete(IReadOnlyList<string> files, IReadOnlyList<string> directories)
    {
        StateFolder.Delete(files);
        var below = files.Select(f => Path.GetDirectoryName(f)!)
            .Where(f => directories.Any(d => f.StartsWith(d, StringComparison.Ordinal)));
        StateFolder.DeleteEmpty([.. below, .. directories.Select(Path.TrimEndingDirectorySeparator)]);
    }
}
