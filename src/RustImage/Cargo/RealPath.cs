namespace RustImage.Cargo;

/// <summary>Resolves all links in a path. Git knows a file only by the resulting path.</summary>
internal static class RealPath
{
    /// <param name="path">A full path. Broken and circular links in it are kept.</param>
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
