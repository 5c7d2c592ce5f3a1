namespace RustImage.Closure;

/// <summary>The names that the loader will look for, where the files lie under other names.</summary>
internal sealed class ClosureLinks(Findings findings)
{
    private readonly Dictionary<string, ClosureLink> _links = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of the path.</summary>
    public IReadOnlyList<ClosureLink> All => [.. _links.Values.OrderBy(l => l.Path, StringComparer.Ordinal)];

    public void Add(string path, string file, string reason)
    {
        if (path == file)
            return;
        var sameDirectory = ImagePath.DirectoryOf(path) == ImagePath.DirectoryOf(file);
        var link = new ClosureLink(path, sameDirectory ? ImagePath.NameOf(file) : file, file, reason);
        if (!_links.TryAdd(path, link) && _links[path].File != file)
            findings.Error(Messages.LibraryNameTaken(path, file, _links[path].File));
    }

    /// <summary>A link's place that a file of the image already has.</summary>
    public void CheckAgainst(IReadOnlyList<ClosureFile> files)
    {
        var paths = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var link in All.Where(l => paths.Contains(l.Path)))
            findings.Error(Messages.LibraryNameTaken(link.Path, link.File, link.Path));
    }
}
