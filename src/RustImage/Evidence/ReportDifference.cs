namespace RustImage.Evidence;

/// <summary>What changed from an earlier image of a project to this one.</summary>
/// <param name="Name">The main name of the earlier image.</param>
/// <param name="Digest">The digest of the earlier image.</param>
/// <param name="Size">By how many bytes the tars of the layers grew.</param>
/// <param name="CompressedSize">By how many bytes the compressed layers grew.</param>
/// <param name="Packages">The versions of packages that changed, sorted by name.</param>
/// <param name="Files">Files and links that changed, sorted by path.</param>
/// <param name="Settings">Settings of the configuration that changed, and the compressor, sorted by name.</param>
internal sealed record ReportDifference(
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
        Texts(AllSettings(earlier), AllSettings(now)));

    /// <summary>With the compressor, which explains why an image without another change has another digest.</summary>
    private static SortedDictionary<string, string> AllSettings(ImageReport report)
    {
        var settings = ReportSettings.Of(report.Configuration);
        if (report.Compressors.Length > 0)
            settings["compressor"] = report.Compressors;
        return settings;
    }

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

    /// <summary>The files that a container sees. Of a path in several layers, the highest layer counts.</summary>
    private static Dictionary<string, ReportedFile> Visible(ImageReport report)
    {
        var files = new Dictionary<string, ReportedFile>(StringComparer.Ordinal);
        foreach (var file in report.Files.Where(f => f.Type != "directory"))
            files[file.Path] = file;
        return files;
    }

    private static bool IsSame(ReportedFile a, ReportedFile b) =>
        (a.Type, a.Size, a.Digest, a.Target, a.Mode, a.UserId, a.GroupId)
        == (b.Type, b.Size, b.Digest, b.Target, b.Mode, b.UserId, b.GroupId);
}

/// <summary>A changed package or setting.</summary>
/// <param name="Before">Null where it is new.</param>
/// <param name="Now">Null where it was removed.</param>
internal sealed record TextChange(string Name, string? Before, string? Now);

/// <summary>A changed file or link.</summary>
/// <param name="Before">The size before, in bytes; null for a new file.</param>
/// <param name="Now">
/// The size now, in bytes; null for a removed file. It may be the same as before, since a changed content, mode or owner counts, too.
/// </param>
internal sealed record FileChange(string Path, long? Before, long? Now);
