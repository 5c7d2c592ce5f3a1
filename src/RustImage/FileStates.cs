using System.Globalization;

namespace RustImage;

/// <summary>Whether files are still as they were, without reading them: a time that went backwards counts as a change, which a comparison of times misses.</summary>
public static class FileStates
{
    /// <summary>One line a path: its size and time, or where a link leads, or that nothing is there.</summary>
    public static string Describe(IEnumerable<string> paths) =>
        string.Concat(paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(p => Describe(p) + "\n"));

    private static string Describe(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return Directory.Exists(path) ? Line($"{path} | {Directory.GetLastWriteTimeUtc(path).Ticks}") : $"{path} | missing";
        // Length and time of a link are its own.
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        var link = target is null ? "" : $" -> {file.LinkTarget}";
        file = target is { Exists: true } ? target : file;
        return Line($"{path}{link} | {file.Length} | {file.LastWriteTimeUtc.Ticks}");
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
