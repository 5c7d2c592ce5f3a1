using System.Text;

namespace RustImage.Cargo;

/// <summary>
/// Reads the dep-info file beside a binary, which lists the files of local packages that it was built from, in make's format
/// (doc.rust-lang.org/cargo/reference/build-cache.html#dep-info-files).
/// </summary>
internal static class DepInfo
{
    /// <param name="executable">The path of the binary.</param>
    /// <returns>The paths as cargo writes them. Null where the file is missing: cargo deletes it when it cannot list the files.</returns>
    public static IReadOnlyList<string>? Read(string executable) =>
        Path.ChangeExtension(executable, ".d") is var path && File.Exists(path) ? Parse(File.ReadAllText(path)) : null;

    /// <summary>
    /// Parses lines <c>TARGET: FILE FILE …</c>. A space in a name is escaped by a backslash. Any other backslash belongs to the name.
    /// </summary>
    internal static IReadOnlyList<string> Parse(string text)
    {
        var files = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            // The colon of a drive (C:\) has no space behind it, and spaces in names are escaped.
            var colon = $"{line.TrimEnd('\r')} ".IndexOf(": ", StringComparison.Ordinal);
            if (colon >= 0)
                files.AddRange(Names(line[(colon + 1)..].Trim()));
        }
        return files;
    }

    private static IEnumerable<string> Names(string text)
    {
        var name = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == ' ')
            {
                name.Append(' ');
                i++;
            }
            else if (text[i] != ' ')
            {
                name.Append(text[i]);
            }
            else if (name.Length > 0)
            {
                yield return name.ToString();
                name.Clear();
            }
        }
        if (name.Length > 0)
            yield return name.ToString();
    }
}
