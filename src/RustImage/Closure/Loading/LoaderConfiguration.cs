using System.IO.Enumeration;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Loading;

/// <summary>Reads the directories that a root's /etc/ld.so.conf adds to the loader's search (ldconfig(8)).</summary>
internal static class LoaderConfiguration
{
    private const string Start = "/etc/ld.so.conf";
    private const int MaxDepth = 8;
    private static readonly char[] Blanks = [' ', '\t'];

    /// <returns>In the order of the file and the files that it includes; without a slash at the end.</returns>
    public static IReadOnlyList<string> Read(ILibrarySource source) =>
        [.. ReadFile(source, Start, 0).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> ReadFile(ILibrarySource source, string path, int depth)
    {
        if (depth > MaxDepth || source.Find(path) is not { } file)
            return [];
        return File.ReadLines(file.HostPath)
            .Select(l => l.Split('#')[0].Trim())
            .SelectMany(l => ReadLine(source, path, l, depth));
    }

    private static IEnumerable<string> ReadLine(ILibrarySource source, string path, string line, int depth)
    {
        var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words is ["include", ..])
            return words.Skip(1).SelectMany(p => Included(source, path, p)).SelectMany(f => ReadFile(source, f, depth + 1));
        if (words is ["hwcap", ..] || !line.StartsWith('/'))
            return [];
        // "/usr/lib=libc6" is an old form, which also gives the C library that the directory is for.
        var directory = line.Split('=')[0].TrimEnd();
        return [directory.Length > 1 ? directory.TrimEnd('/') : directory];
    }

    private static IEnumerable<string> Included(ILibrarySource source, string path, string pattern)
    {
        var full = pattern.StartsWith('/') ? pattern : ImagePath.Combine(ImagePath.DirectoryOf(path), pattern);
        var (directory, name) = (ImagePath.DirectoryOf(full), ImagePath.NameOf(full));
        return source.List(directory)
            .Where(n => n.StartsWith('.') == name.StartsWith('.') && FileSystemName.MatchesSimpleExpression(name, n, ignoreCase: false))
            .Select(n => ImagePath.Combine(directory, n));
    }
}
