using System.Text;

namespace RustImage.Closure.Sources;

/// <summary>Looks up packages and their files in a root's dpkg database (dpkg-query(1)), or in the status.d of distroless images.</summary>
/// <remarks>
/// An image needs the owners of a few files out of 100,000 lines and more. So the lists are read into one buffer, and each lookup is a
/// vectorised search for the file's name. An index of all lines would cost more than it saves.
/// </remarks>
internal sealed class DpkgDatabase
{
    private const string Home = "/var/lib/dpkg";

    private readonly byte[] _lines;
    private readonly List<(int Start, string Owner)> _lists;
    private readonly DpkgStatus _status;
    private readonly FileSystemTree _tree;

    private DpkgDatabase(byte[] lines, List<(int Start, string Owner)> lists, DpkgStatus status, FileSystemTree tree) =>
        (_lines, _lists, _status, _tree) = (lines, lists, status, tree);

    /// <returns>Null where the root has no dpkg database.</returns>
    public static DpkgDatabase? Open(FileSystemTree tree)
    {
        var files = FileLists(tree, Home + "/info", ".list").Concat(FileLists(tree, Home + "/status.d", ".md5sums")).ToList();
        if (files.Count == 0)
            return null;
        var lines = new MemoryStream();
        var lists = new List<(int Start, string Owner)>(files.Count);
        foreach (var (path, owner) in files)
        {
            lists.Add(((int)lines.Length, owner));
            lines.WriteByte((byte)'\n');
            lines.Write(File.ReadAllBytes(path));
            lines.WriteByte((byte)'\n');
        }
        return new DpkgDatabase(lines.ToArray(), lists, DpkgStatus.Read(tree, Home), tree);
    }

    /// <param name="path">A usr-merged path. The lists may have either spelling.</param>
    public Package? OwnerOf(string path)
    {
        var needle = Encoding.UTF8.GetBytes($"/{ImagePath.NameOf(path)}\n");
        for (var from = 0; _lines.AsSpan(from).IndexOf(needle) is >= 0 and var found; from += found + needle.Length - 1)
        {
            var end = from + found + needle.Length - 1;
            if (ImagePath.Canonical(PathAt(end)) == path && _status.Find(OwnerAt(end)) is { } package)
                return package;
        }
        return null;
    }

    /// <param name="find">Finds a file in the root that the database is of.</param>
    public PackageRecord? RecordOf(Package package, Func<string, FoundFile?> find) => _status.ParagraphOf(package) is { } paragraph
        ? new PackageRecord(paragraph, ChecksumsOf(package), find(PackageSource.LicenceOf(package.Name))) : null;

    /// <returns>From a usr-merged path to its MD5 sum in hexadecimal; empty where the package has no sums.</returns>
    private Dictionary<string, string> ChecksumsOf(Package package)
    {
        string[] names = [$"info/{package.Name}:{package.Architecture}", $"info/{package.Name}", $"status.d/{package.Name}"];
        var file = names.Select(n => _tree.Resolve($"{Home}/{n}.md5sums")).OfType<string>().Select(_tree.FileAt)
            .FirstOrDefault(f => f is not null);
        var lines = file is null ? [] : File.ReadAllLines(file);
        return lines.Select(l => l.Split("  ", 2)).Where(p => p.Length == 2)
            .GroupBy(p => ImagePath.Canonical("/" + p[1]), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First()[0], StringComparer.Ordinal);
    }

    private static IEnumerable<(string Path, string Owner)> FileLists(FileSystemTree tree, string directory, string extension)
    {
        var resolved = tree.Resolve(directory);
        return resolved is null ? [] :
            from name in tree.Names(resolved)
            where name.EndsWith(extension, StringComparison.Ordinal)
            let path = tree.FileAt(ImagePath.Combine(resolved, name))
            where path is not null
            select (path, name[..^extension.Length]);
    }

    // A line of a .list is "/usr/lib/x", one of an .md5sums is "<32 digits>  usr/lib/x".
    private string PathAt(int end)
    {
        var start = _lines.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        var line = Encoding.UTF8.GetString(_lines, start, end - start);
        return line.StartsWith('/') ? line : line[(line.IndexOf("  ", StringComparison.Ordinal) is >= 0 and var gap ? gap + 2 : 0)..];
    }

    private string OwnerAt(int position) => _lists[_lists.FindLastIndex(l => l.Start <= position)].Owner;
}
