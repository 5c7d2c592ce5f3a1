using RustImage.Closure.Sources;

namespace RustImage.UnitTests.Closure;

/// <summary>A directory of this machine as the files of a base. All its directories belong to user 7.</summary>
internal sealed class DirectoryBase(string root) : IBaseFiles
{
    public const int DirectoryMode = 0b111_101_000;

    private readonly DirectorySource _source = new(root);

    public string Description => "the base image 'company/base:1'";

    public string? DebianCodename => null;

    public FoundFile? Find(string path) => _source.Find(path);

    public IReadOnlyList<string> List(string directory) => _source.List(directory);

    public Package? OwnerOf(string path) => _source.OwnerOf(path);

    public IEnumerable<string> FindAll(string name) =>
        Directory.EnumerateFiles(root, name, SearchOption.AllDirectories).Select(f => "/" + Path.GetRelativePath(root, f));

    public BaseEntry? EntryAt(string path)
    {
        var file = new FileInfo(root + path);
        if (file.LinkTarget is { } target)
            return new BaseEntry(BaseEntryType.Link, 0, 0, 0, target);
        if (Directory.Exists(file.FullName))
            return new BaseEntry(BaseEntryType.Directory, DirectoryMode, 7, 8);
        return file.Exists ? new BaseEntry(BaseEntryType.File, 0, 0, 0) : null;
    }
}
