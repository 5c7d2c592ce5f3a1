namespace RustImage.Closure.Sources;

/// <summary>Follows the symbolic links of a path inside a root, as the kernel does after chroot (path_resolution(7)).</summary>
internal static class LinkWalk
{
    /// <summary>Linux's own bound (MAXSYMLINKS): more links on one path are a loop.</summary>
    private const int MaxLinks = 40;

    /// <param name="place">Where a path, whose directories are free of links, is kept in the root: the path itself, or its other spelling.</param>
    /// <param name="target">The text of the link at a place, with '/', or null where there is none.</param>
    /// <returns>The path, free of links; a part that does not exist is taken as it is spelled. Null where the links loop.</returns>
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
