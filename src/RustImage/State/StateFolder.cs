namespace RustImage.State;

/// <summary>The directory with the states of one image. Files that no state names are never deleted.</summary>
internal static class StateFolder
{
    /// <summary>
    /// Lists the states in a directory, and all files that their steps wrote, there or elsewhere. A state that was copied from another
    /// directory is listed alone, since it names files there.
    /// </summary>
    /// <param name="directory">A full path; it need not exist.</param>
    public static IReadOnlyList<string> FilesOf(string directory)
    {
        if (!Directory.Exists(directory))
            return [];
        var files = new List<string>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            if (StateFile.Read(path, out _)?.Record is not { } record)
                continue;
            files.AddRange([path, .. FilesWrittenBy(record, path)]);
        }
        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Lists the files that one step has written.</summary>
    /// <param name="stateFile">A full path; the file need not exist.</param>
    public static IReadOnlyList<string> FilesWrittenBy(string stateFile) =>
        StateFile.Read(stateFile, out _)?.Record is { } record ? [.. FilesWrittenBy(record, stateFile)] : [];

    private static IEnumerable<string> FilesWrittenBy(StepRecord record, string stateFile) =>
        record.Place == stateFile ? [.. record.Outputs.Select(o => o.Path), .. record.AlsoWritten] : [];

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
