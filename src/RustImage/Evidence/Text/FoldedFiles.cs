namespace RustImage.Evidence.Text;

/// <summary>A line of a list of files: a file, or a directory that stands for many files.</summary>
/// <param name="Path">The path of the file or directory. That of a directory ends with '/'.</param>
/// <param name="Files">The file, or the files in the directory.</param>
internal sealed record FoldedFiles(string Path, IReadOnlyList<ReportedFile> Files)
{
    public const int MaximumLines = 20;

    public bool IsDirectory => Path.EndsWith('/');

    /// <summary>Folds files into directories, so that people can read the list.</summary>
    /// <returns>At most <see cref="MaximumLines"/> lines, sorted by path (ordinal).</returns>
    public static IReadOnlyList<FoldedFiles> Of(IReadOnlyList<ReportedFile> files)
    {
        List<FoldedFiles> lines = [new("/", files)];
        while (lines.Where(l => l.IsDirectory).MaxBy(l => l.Files.Count) is { } largest)
        {
            var inside = largest.Inside();
            if (lines.Count - 1 + inside.Count > MaximumLines)
                break;
            lines.Remove(largest);
            lines.AddRange(inside);
        }
        return [.. lines.OrderBy(l => l.Path, StringComparer.Ordinal)];
    }

    private List<FoldedFiles> Inside() =>
        [.. from file in Files
            let slash = file.Path.IndexOf('/', Path.Length)
            group file by slash < 0 ? file.Path : file.Path[..(slash + 1)] into place
            select new FoldedFiles(place.Key, [.. place])];
}
