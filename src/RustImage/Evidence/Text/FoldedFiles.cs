namespace RustImage.Evidence.Text;

/// <summary>Files in so few lines that a person reads them: where there are many, their directories stand for them.</summary>
/// <param name="Path">Of the file, or of the directory that stands for several, which then ends with '/'.</param>
internal sealed record FoldedFiles(string Path, IReadOnlyList<ReportedFile> Files)
{
    public const int MaximumLines = 20;

    public bool IsDirectory => Path.EndsWith('/');

    /// <returns>At most <see cref="MaximumLines"/>, ordinal by path.</returns>
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
