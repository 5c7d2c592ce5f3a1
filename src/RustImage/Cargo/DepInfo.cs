using System.Text;

namespace RustImage.Cargo;

/// <summary>The file in make's form that cargo writes beside a binary: every file of a local package that it was made of (doc.rust-lang.org/cargo/reference/build-cache.html#dep-info-files).</summary>
public static class DepInfo
{
    /// <param name="executable">The binary.</param>
    /// <returns>Paths as cargo writes them; null where there is no such file, since cargo takes it away where it could not tell.</returns>
    public static IReadOnlyList<string>? Read(string executable) =>
        Path.ChangeExtension(executable, ".d") is var path && File.Exists(path) ? Parse(File.ReadAllText(path)) : null;

    /// <summary>Lines <c>TARGET: FILE FILE …</c>. A space in a name has a backslash before it; no other character is escaped, so a backslash before anything else stands for itself.</summary>
    internal static IReadOnlyList<string> Parse(string text)
    {
        var files = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            // A drive's colon has no space behind it, and a name's space is no plain one.
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
