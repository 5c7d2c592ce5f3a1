namespace RustImage.Cargo;

/// <summary>Where a path leads once every link on the way is followed: Git knows a file by that name alone.</summary>
internal static class RealPath
{
    /// <param name="path">A full path. Links that lead nowhere or in a circle stay as they are.</param>
    public static string Of(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var here = Path.Combine(Of(parent), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        if (entry.LinkTarget is null)
            return here;
        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target ? Of(target.FullName) : here;
        }
        catch (IOException)
        {
            return here;
        }
    }
}
