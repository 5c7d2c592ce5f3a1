namespace RustImage.Closure.Sources;

/// <summary>A directory of this machine as a root.</summary>
internal sealed class DirectoryTree(string root) : RootTree
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly string _root = Path.GetFullPath(root);

    public string HostPath(string path) =>
        Path.Join([_root, .. ImagePath.Parts(path)]);

    public override string? FileAt(string path) => HostPath(path) is var file && File.Exists(file) ? file : null;

    protected override IEnumerable<string> NamesIn(string directory) => HostPath(directory) is var path && Directory.Exists(path)
        ? Directory.EnumerateFileSystemEntries(path, "*", Everything).Select(e => Path.GetFileName(e)) : [];

    // What this user may not look at is not there for the build either.
    protected override bool Exists(string path)
    {
        try
        {
            // -1 says that nothing is there, without the price of an exception; a link counts by itself.
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
