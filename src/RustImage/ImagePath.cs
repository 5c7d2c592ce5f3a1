namespace RustImage;

/// <summary>Paths inside the image: absolute, with '/' on every host.</summary>
public static class ImagePath
{
    /// <summary>The root directories that are links into /usr (freedesktop.org, "The Case for the /usr Merge").</summary>
    public static IReadOnlyList<string> MergedDirectories { get; } = ["bin", "lib", "lib64", "sbin"];

    /// <summary>The path under which a file really lies: without doubled slashes, and below /usr where a root directory is a link into it.</summary>
    public static string Canonical(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var root = parts.Length > 1 && MergedDirectories.Contains(parts[0]) ? "/usr/" : "/";
        return root + string.Join('/', parts);
    }
}
