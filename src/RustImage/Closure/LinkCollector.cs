namespace RustImage.Closure;

/// <summary>Collects the links that the image needs where the loader looks for a library under another name than its file's.</summary>
internal sealed class LinkCollector(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, ClosureLink> _links = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of the paths.</summary>
    public IReadOnlyList<ClosureLink> All => [.. _links.Values.OrderBy(l => l.Path, StringComparer.Ordinal)];

    /// <param name="path">The path that the loader opens. No link is needed where it is the file's own.</param>
    /// <param name="file">The path of the file.</param>
    public void Add(string path, string file, string reason)
    {
        if (path == file)
            return;
        var sameDirectory = ImagePath.DirectoryOf(path) == ImagePath.DirectoryOf(file);
        var link = new ClosureLink(path, sameDirectory ? ImagePath.NameOf(file) : file, file, reason);
        if (!_links.TryAdd(path, link) && _links[path].File != file)
            diagnostics.Error(Messages.LibraryNameTaken(path, file, _links[path].File));
    }

    /// <summary>Reports links whose paths are taken by files.</summary>
    public void CheckAgainst(IReadOnlyList<ClosureFile> files)
    {
        var paths = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var link in All.Where(l => paths.Contains(l.Path)))
            diagnostics.Error(Messages.LibraryNameTaken(link.Path, link.File, link.Path));
    }
}
