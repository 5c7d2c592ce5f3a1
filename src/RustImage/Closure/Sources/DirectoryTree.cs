namespace RustImage.Closure.Sources;

/// <summary>The file system in a directory of this machine.</summary>
internal sealed class DirectoryTree(string root) : FileSystemTree
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string _root = Path.GetFullPath(root);

    public string HostPath(string path) =>
        Path.Join([_root, .. ImagePath.Parts(path)]);

    public override string? FileAt(string path) => HostPath(path) is var file && File.Exists(file) ? file : null;

    protected override IEnumerable<string> NamesIn(string directory) => HostPath(directory) is var path && Directory.Exists(path)
        ? Directory.EnumerateFileSystemEntries(path, "*", Everything).Select(e => Path.GetFileName(e)) : [];

    // A file that this user may not read does not exist for the build.
    protected override bool Exists(string path)
    {
        try
        {
            // -1 means that the file does not exist, and is cheaper than an exception. A link is not followed.
            return (int)new FileInfo(HostPath(path)).Attributes != -1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    protected override string? LinkTarget(string path)
    {
        var target = new FileInfo(HostPath(path)).LinkTarget;
        return Path.DirectorySeparatorChar == '/' ? target : target?.Replace(Path.DirectorySeparatorChar, '/');
    }
}
