namespace RustImage;

/// <summary>Handles absolute paths inside an image, which have '/' on every host.</summary>
internal static class ImagePath
{
    /// <summary>
    /// The directories that usr-merge turns into links to their namesakes below /usr (freedesktop.org, "The Case for the /usr Merge").
    /// </summary>
    public static IReadOnlyList<string> MergedDirectories { get; } = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

    /// <summary>Removes '.', '..' and doubled slashes, and applies usr-merge: /lib/x becomes /usr/lib/x.</summary>
    /// <remarks>usr-merge is applied before '..', as the kernel follows links: /lib/../share is /usr/share.</remarks>
    public static string Canonical(string path)
    {
        if (IsCanonical(path))
            return path;
        var parts = new List<string>();
        foreach (var part in Parts(path))
            Append(parts, part);
        return Join(parts);
    }

    /// <summary>
    /// Gives the other spelling of a path that usr-merge moves: /usr/lib/x for /lib/x, and the reverse. Null for other paths.
    /// </summary>
    public static string? OtherSpelling(string path)
    {
        if (MergedDirectories.Any(d => IsBelow(path, "/" + d)))
            return "/usr" + path;
        return MergedDirectories.Any(d => IsBelow(path, "/usr/" + d)) ? path["/usr".Length..] : null;
    }

    public static string DirectoryOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Combine(string directory, string name) => directory.TrimEnd('/') + "/" + name;

    public static string Join(IEnumerable<string> parts) => "/" + string.Join('/', parts);

    public static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Checks a path without allocating memory: most paths are canonical, and there may be thousands.</summary>
    private static bool IsCanonical(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path[0] != '/')
            return false;
        var parts = path[1..];
        foreach (var range in parts.Split('/'))
        {
            if (parts[range] is "" or "." or ".." || (range.Start.Value == 0 && MergedDirectories.Contains(parts[range].ToString())))
                return false;
        }
        return true;
    }

    private static void Append(List<string> parts, string part)
    {
        if (part == "..")
        {
            if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
        }
        else if (part != ".")
        {
            if (parts.Count == 0 && MergedDirectories.Contains(part))
                parts.Add("usr");
            parts.Add(part);
        }
    }

    private static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/');
}
