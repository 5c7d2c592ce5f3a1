namespace RustImage.Outputs.Registries;

/// <summary>The directory that gets the resolved files. Somebody may apply it as a whole.</summary>
/// <param name="path">A full path with a separator at its end.</param>
internal sealed class ResolvedDirectory(string path)
{
    /// <summary>Writes the files, then deletes those of an earlier build whose source is gone. Files outside the directory stay.</summary>
    /// <param name="earlier">Full paths that an earlier build wrote.</param>
    public void Write(IReadOnlyList<ResolvedFile> files, IReadOnlyList<string> earlier)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            AtomicFile.WriteIfDifferent(file.Path, file.Bytes);
        }
        foreach (var stale in earlier.Except(files.Select(f => f.Path)).Where(f => f.StartsWith(path, StringComparison.Ordinal)))
            File.Delete(stale);
    }
}
