namespace RustImage.Closure;

/// <summary>A library source in a directory of this machine; the directory "/" is the machine itself.</summary>
/// <remarks>
/// Links are followed inside the root, absolute ones from the root's top. Every file is known by its usr-merged path, also where
/// the root itself is not merged, and both spellings find it.
/// </remarks>
/// <param name="root">The root's path on this machine.</param>
public sealed class DirectorySource(string root) : ILibrarySource
{
    private readonly RootTree _tree = new(root);
    private readonly Lazy<DpkgDatabase?> _packages = new(() => DpkgDatabase.Open(new RootTree(root)));

    public string Description { get; } = root == "/" ? "this machine's file system" : $"the root in '{root}'";

    /// <summary>Files on this machine that change when libraries are installed or removed, those that exist.</summary>
    public IReadOnlyList<string> StateFiles =>
        [.. new[] { "/etc/ld.so.cache", "/etc/ld.so.conf", "/var/lib/dpkg/status" }.Select(Find).OfType<SourceFile>().Select(f => f.HostPath)];

    public SourceFile? Find(string path)
    {
        if (_tree.Resolve(path) is not { } resolved)
            return null;
        var hostPath = _tree.HostPath(resolved);
        return File.Exists(hostPath) ? new SourceFile(ImagePath.Canonical(resolved), hostPath) : null;
    }

    public IReadOnlyList<string> List(string directory) => _tree.Names(directory);

    public Package? OwnerOf(string path) => _packages.Value?.OwnerOf(path);

    public PackageRecord? RecordOf(Package package) =>
        _packages.Value is { } packages && packages.StanzaOf(package) is { } stanza
            ? new PackageRecord(stanza, packages.ChecksumsOf(package), Find($"/usr/share/doc/{package.Name}/copyright"))
            : null;
}
