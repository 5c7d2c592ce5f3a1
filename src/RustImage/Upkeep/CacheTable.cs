using System.Globalization;
using RustImage.Evidence.Text;

namespace RustImage.Upkeep;

/// <summary>Writes for people what is in the cache.</summary>
internal static class CacheTable
{
    private static readonly string[] Head = ["", "number", "size", "oldest use", "newest use"];

    /// <param name="directory">RustImageCacheDirectory.</param>
    /// <returns>The directory, and a table with a row for each kind.</returns>
    public static IReadOnlyList<string> Lines(string directory, IReadOnlyList<CacheEntry> entries)
    {
        if (entries.Count == 0)
            return [$"The cache '{directory}' is empty."];
        List<string[]> rows =
        [
            Head, .. entries.GroupBy(e => e.Kind).OrderBy(g => g.Key).Select(g => Row(TitleOf(g.Key), [.. g])), Row("total", entries),
        ];
        int[] widths = [.. Head.Select((_, i) => rows.Max(r => r[i].Length))];
        return [directory, .. rows.Select(Line)];

        string Line(string[] row) => string.Join("  ", row.Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i])));
    }

    /// <returns>What was removed, and what is left.</returns>
    public static IReadOnlyList<string> CleanedLines(string directory, CleanedCache cleaned)
    {
        var lines = new List<string>();
        if (cleaned.Removed.Count > 0)
        {
            var kinds = cleaned.Removed.GroupBy(e => e.Kind).OrderBy(g => g.Key)
                .Select(g => $"{Sizes.Number(g.Count())} {TitleOf(g.Key)} ({Sizes.Of(g.Sum(e => e.Size))})");
            lines.Add($"Removed {Sizes.Of(cleaned.Removed.Sum(e => e.Size))}: {string.Join(", ", kinds)}.");
        }
        if (cleaned.Kept.Count > 0)
            lines.Add($"{Sizes.Of(cleaned.Kept.Sum(e => e.Size))} could not be removed: other programs use it, or it is another user's.");
        var rest = cleaned.Rest.Concat(cleaned.Kept).Sum(e => e.Size);
        lines.Add($"The cache '{directory}' has {Sizes.Of(rest)}.");
        return lines;
    }

    /// <summary>The name of a kind, in the plural.</summary>
    public static string TitleOf(CacheKind kind) => kind switch
    {
        CacheKind.DebianIndex => "indexes of Debian's archives",
        CacheKind.DebianDownload => "downloaded Debian packages",
        CacheKind.DebianPackage => "unpacked Debian packages",
        CacheKind.BaseManifest => "manifests of base images",
        CacheKind.BaseLayer => "layers of base images",
        CacheKind.BaseFiles => "unpacked layers of base images",
        CacheKind.CompressedLayer => "compressed layers",
        CacheKind.PushedBlob => "notes on pushed layers",
        _ => "unfinished files",
    };

    private static string[] Row(string title, IReadOnlyList<CacheEntry> entries) =>
    [
        title, Sizes.Number(entries.Count), Sizes.Of(entries.Sum(e => e.Size)), Time(entries.Min(e => e.LastUse)),
        Time(entries.Max(e => e.LastUse)),
    ];

    private static string Time(DateTime utc) => utc.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
