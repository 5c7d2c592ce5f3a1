namespace RustImage.Evidence;

/// <summary>What an image has otherwise than an earlier one of the same project.</summary>
/// <param name="Name">The earlier one's.</param>
/// <param name="Digest">The earlier one's.</param>
/// <param name="Size">By how many bytes the tars of the layers grew.</param>
/// <param name="CompressedSize">By how many bytes the compressed layers grew.</param>
/// <param name="Packages">By name.</param>
/// <param name="Files">By path. Directories are left out.</param>
/// <param name="Settings">Of the configuration, by name.</param>
public sealed record ReportDifference(
    string Name,
    Digest Digest,
    long Size,
    long CompressedSize,
    IReadOnlyList<TextChange> Packages,
    IReadOnlyList<FileChange> Files,
    IReadOnlyList<TextChange> Settings)
{
    public static ReportDifference Between(ImageReport earlier, ImageReport now) => new(
        earlier.Names[0], earlier.Digest, now.Size - earlier.Size, now.CompressedSize - earlier.CompressedSize,
        Texts(earlier.Packages.ToDictionary(p => p.Name, p => p.Version), now.Packages.ToDictionary(p => p.Name, p => p.Version)),
        FileChanges(earlier, now),
        Texts(ReportSettings.Of(earlier.Configuration), ReportSettings.Of(now.Configuration)));

    private static List<TextChange> Texts(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        [.. from name in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            let change = new TextChange(name, before.GetValueOrDefault(name), now.GetValueOrDefault(name))
            where change.Before != change.Now
            select change];

    private static List<FileChange> FileChanges(ImageReport earlier, ImageReport now)
    {
        var (before, after) = (Visible(earlier), Visible(now));
        return [.. from path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                   let old = before.GetValueOrDefault(path)
                   let current = after.GetValueOrDefault(path)
                   where old is null || current is null || !IsSame(old, current)
                   select new FileChange(path, old?.Size, current?.Size)];
    }

    /// <summary>What a container sees: of a path in several layers the last.</summary>
    private static Dictionary<string, ReportedFile> Visible(ImageReport report)
    {
        var files = new Dictionary<string, ReportedFile>(StringComparer.Ordinal);
        foreach (var file in report.Files.Where(f => f.Type != "directory"))
            files[file.Path] = file;
        return files;
    }

    private static bool IsSame(ReportedFile a, ReportedFile b) =>
        (a.Type, a.Size, a.Digest, a.Target, a.Mode, a.UserId, a.GroupId) == (b.Type, b.Size, b.Digest, b.Target, b.Mode, b.UserId, b.GroupId);
}

/// <param name="Before">Null for what is new.</param>
/// <param name="Now">Null for what is gone.</param>
public sealed record TextChange(string Name, string? Before, string? Now);

/// <param name="Before">Its size in bytes; null for a new one.</param>
/// <param name="Now">Its size in bytes; null for one that is gone. The same as before where only the content, the mode or the owner is another.</param>
public sealed record FileChange(string Path, long? Before, long? Now);
