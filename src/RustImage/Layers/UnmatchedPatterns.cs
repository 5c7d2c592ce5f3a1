namespace RustImage.Layers;

/// <summary>Finds the wildcards of RustImageFile elements that match no file. They leave no item, so nothing else can tell.</summary>
internal static class UnmatchedPatterns
{
    private const string Item = "RustImageFile";

    /// <param name="projectFiles">The full paths of the project file and of the files that it imports.</param>
    /// <param name="hostPaths">The full paths of the items' files.</param>
    /// <param name="directory">The directory of the project.</param>
    /// <returns>RIMG4010 for each pattern, at its element.</returns>
    public static IEnumerable<Diagnostic> Find(
        IEnumerable<string> projectFiles, IProjectValues values, IReadOnlyList<string> hostPaths, string directory) =>
        from file in projectFiles
        where File.Exists(file)
        from element in FileElement.ReadAll(file, Item)
        where element.Conditions.All(c => values.IsTrue(c.Condition) == c.Expected)
        where !string.Equals(values.Expand(element.Optional)?.Trim(), "true", StringComparison.OrdinalIgnoreCase)
        let texts = values.Expand(element.Include) ?? ""
        from text in texts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let pattern = FilePattern.Parse(text, directory)
        // A file that a later Remove or an Exclude takes away is still on the disk.
        where pattern is not null && !hostPaths.Any(pattern.IsMatch) && !pattern.HasMatch()
        select Messages.NoFileMatches(text, element.File, element.Line, element.Column);

    /// <summary>Does the same for what Cargo.toml says of files.</summary>
    public static IEnumerable<Diagnostic> Find(
        IEnumerable<(string Include, bool IsOptional, string File, int Line, int Column)> patterns, IReadOnlyList<string> hostPaths,
        string directory) =>
        from written in patterns
        where !written.IsOptional
        let pattern = FilePattern.Parse(written.Include, directory)
        where pattern is not null && !hostPaths.Any(pattern.IsMatch) && !pattern.HasMatch()
        select Messages.NoFileMatches(written.Include, written.File, written.Line, written.Column);
}
