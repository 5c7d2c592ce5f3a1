using System.Text.RegularExpressions;

namespace RustImage.Layers;

/// <summary>
/// An Include with wildcards as MSBuild expands it: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of directories.
/// </summary>
internal sealed class FilePattern
{
    private readonly string _directory;
    private readonly Regex _regex;

    private FilePattern(string directory, Regex regex) => (_directory, _regex) = (directory, regex);

    /// <param name="text">One part of an Include, with slashes or backslashes.</param>
    /// <param name="baseDirectory">The directory of the project, from which a relative pattern starts.</param>
    /// <returns>Null for a text that MSBuild takes for the name of one file.</returns>
    public static FilePattern? Parse(string text, string baseDirectory)
    {
        var parts = text.Replace('\\', '/').Split('/');
        var first = Array.FindIndex(parts, p => p.AsSpan().ContainsAny('*', '?'));
        if (first < 0)
            return null;
        var wild = parts[first..];
        if (wild.Any(p => p == ".." || (p.Contains("**", StringComparison.Ordinal) && p != "**")))
            return null;
        var above = string.Join('/', parts[..first]) + (first > 0 ? "/" : "");
        var directory = Slashes(Path.GetFullPath(Path.Combine(baseDirectory, above))).TrimEnd('/') + "/";
        // A pattern that ends with ** takes all files below.
        if (wild[^1] is "**")
            wild = [.. wild, "*"];
        var expression = string.Concat(wild.Where(p => p is not ("" or ".")).Select((p, i) => Translate(p, isLast: i == wild.Length - 1)));
        // MSBuild ignores case, on Linux, too.
        return new(directory, new Regex($@"\A{expression}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase));
    }

    /// <param name="path">A full path.</param>
    public bool IsMatch(string path)
    {
        path = Slashes(path);
        return path.StartsWith(_directory, StringComparison.OrdinalIgnoreCase) && _regex.IsMatch(path.AsSpan(_directory.Length));
    }

    /// <summary>Looks in the file system. Slow: it may read a whole tree.</summary>
    public bool HasMatch() => Directory.Exists(_directory) && Directory
        .EnumerateFiles(_directory, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            // Links may form loops.
            AttributesToSkip = FileAttributes.ReparsePoint,
        })
        .Any(IsMatch);

    private static string Translate(string part, bool isLast)
    {
        if (part == "**")
            return "(?:[^/]+/)*";
        var name = part == "*.*" ? "*" : part;
        return Regex.Escape(name).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal)
            + (isLast ? "" : "/");
    }

    private static string Slashes(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace('\\', '/');
}
