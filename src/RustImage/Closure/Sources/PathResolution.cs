namespace RustImage.Closure.Sources;

/// <summary>Follows the symbolic links of a path inside a root, as the kernel does after chroot (path_resolution(7)).</summary>
internal static class PathResolution
{
    /// <summary>The limit of Linux (MAXSYMLINKS). More links on one path count as a loop.</summary>
    private const int MaxLinks = 40;

    /// <param name="place">
    /// From a path whose directories are not links to the path at which the root keeps it: the same, or the other spelling of usr-merge.
    /// </param>
    /// <param name="target">From such a path to the text of the link there, with '/'; null where it is not a link.</param>
    /// <returns>The path without links. Parts that do not exist are kept. Null where the links form a loop.</returns>
    public static string? Resolve(string path, Func<string, string> place, Func<string, string?> target)
    {
        var pending = new Stack<string>(ImagePath.Parts(path).Reverse());
        var current = "/";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                current = ImagePath.DirectoryOf(current);
                continue;
            }
            var next = place(ImagePath.Combine(current, part));
            if (target(next) is not { } text)
            {
                current = next;
                continue;
            }
            if (++links > MaxLinks)
                return null;
            current = text.StartsWith('/') ? "/" : ImagePath.DirectoryOf(next);
            foreach (var textPart in ImagePath.Parts(text).Reverse())
                pending.Push(textPart);
        }
        return current;
    }
}
