namespace RustImage.State;

/// <summary>The directory that the states of one image lie in. What else is there is left alone.</summary>
public static class StateFolder
{
    /// <summary>The states, and all files that their steps have written, there and elsewhere. A state that was copied from elsewhere tells nothing.</summary>
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
            files.AddRange([path, .. WrittenBy(record, path)]);
        }
        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The files that one step has written.</summary>
    /// <param name="stateFile">A full path; it need not exist.</param>
    public static IReadOnlyList<string> WrittenBy(string stateFile) =>
        StateFile.Read(stateFile, out _)?.Record is { } record ? [.. WrittenBy(record, stateFile)] : [];

    private static IEnumerable<string> WrittenBy(StepRecord record, string stateFile) =>
        record.Place == stateFile ? [.. record.Outputs.Select(o => o.Path), .. record.AlsoWritten] : [];

    /// <summary>Deletes files, what builds that were killed have left of them.</summary>
    /// <param name="files">Full paths; they need not exist.</param>
    public static void Delete(IEnumerable<string> files)
    {
        foreach (var directory in files.GroupBy(f => Path.GetDirectoryName(f)!, StringComparer.Ordinal).Where(d => Directory.Exists(d.Key)))
        {
            var wanted = directory.ToHashSet(StringComparer.Ordinal);
            foreach (var file in Directory.GetFiles(directory.Key).Where(f => wanted.Contains(f) || wanted.Contains(AtomicFile.TargetOf(f) ?? "")))
                File.Delete(file);
        }
    }

    /// <summary>Deletes directories, those in them first, where nothing is in them any more.</summary>
    public static void DeleteEmpty(params IEnumerable<string> directories)
    {
        foreach (var directory in directories.Distinct(StringComparer.Ordinal).OrderByDescending(d => d.Length))
        {
            if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
    }
}
