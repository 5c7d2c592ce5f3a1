using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>Checks the paths in a package's archive, and refuses those that might lead out of the root.</summary>
internal static class PackagePaths
{
    private const int LongestPart = 255;

    /// <returns>The absolute, usr-merged path of an entry.</returns>
    /// <exception cref="RustImageException">
    /// RIMG7008: the name is empty, absolute, too long, or has a '..' or a control character.
    /// </exception>
    public static string Absolute(string name, string deb)
    {
        if (Objection(name) is { } objection)
            throw Messages.UnsafePath(deb, name, objection).ToException();
        return ImagePath.Canonical(name);
    }

    /// <returns>Whether an entry is one of the top-level links of usr-merge, which base-files ships.</returns>
    public static bool IsMergeLink(string name, string target) =>
        ImagePath.Parts(name).Where(p => p != ".").ToArray() is [var part]
        && ImagePath.MergedDirectories.Contains(part) && target.TrimStart('/') == "usr/" + part;

    /// <returns>Whether a symbolic link at a path leads to a place below the root.</returns>
    public static bool StaysInside(string path, string target)
    {
        var depth = target.StartsWith('/') ? 0 : ImagePath.Parts(path).Length - 1;
        foreach (var part in ImagePath.Parts(target))
        {
            depth += part switch { "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
                return false;
        }
        return true;
    }

    private static string? Objection(string name) => name switch
    {
        "" => "empty",
        ['/', ..] => "absolute",
        { Length: > TarReader.LongestName } => $"{name.Length} characters long",
        _ when name.Any(char.IsControl) => "one with a control character",
        _ when name.Split('/').Contains("..") => "one with '..'",
        _ when name.Split('/').Any(p => System.Text.Encoding.UTF8.GetByteCount(p) > LongestPart) =>
            $"one with a part of more than {LongestPart} bytes",
        _ => null,
    };
}
