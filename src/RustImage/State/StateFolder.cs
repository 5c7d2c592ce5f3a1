namespace RustImage.State;

/// <summary>The directory with the states of one image. Files that no state names are never deleted.</summary>
internal static class StateFolder
{
    /// <summary>
    /// Reads the states in a directory, and what their steps wrote, there or elsewhere. A state that was copied from another directory
    /// lists nothing, since it names files there.
    /// </summary>
    /// <param name="directory">A full path; it need not exist.</param>
    public static IReadOnlyList<StepFiles> Read(string directory)
    {
        if (!Directory.Exists(directory))
            return [];
        var steps = new List<StepFiles>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            if (StateFile.Read(path, out _)?.Record is { } record)
                steps.Add(record.Place == path ? StepFiles.Of(path, record) : new StepFiles(path, [], [], false));
        }
        return steps;
    }

    /// <summary>Deletes files, and the temporary files that killed builds have left beside them.</summary>
    /// <param name="files">Full paths; they need not exist.</param>
    public static void Delete(IEnumerable<string> files)
    {
        foreach (var directory in files.GroupBy(f => Path.GetDirectoryName(f)!, StringComparer.Ordinal).Where(d => Directory.Exists(d.Key)))
        {
            var wanted = directory.ToHashSet(StringComparer.Ordinal);
            foreach (var file in Directory.GetFiles(directory.Key))
            {
                if (wanted.Contains(file) || wanted.Contains(AtomicFile.TargetOf(file) ?? ""))
                    File.Delete(file);
            }
        }
    }

    /// <summary>Deletes the empty ones of these directories, inner ones first.</summary>
    public static void DeleteEmpty(params IEnumerable<string> directories)
    {
        foreach (var directory in directories.Distinct(StringComparer.Ordinal).OrderByDescending(d => d.Length))
        {
            if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
    }
}
