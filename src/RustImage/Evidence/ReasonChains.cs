using RustImage.Closure;

namespace RustImage.Evidence;

/// <summary>Finds for each library of a closure the files that lead to it.</summary>
internal sealed class ReasonChains(ImageClosure closure)
{
    private readonly Dictionary<string, ClosureFile> _files =
        closure.Files.Concat(closure.BaseFiles).ToDictionary(f => f.Path, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _links = closure.Links.ToDictionary(l => l.Path, l => l.File, StringComparer.Ordinal);

    /// <returns>
    /// The chain from the file, or the target of a link, to a file that the project asked for; null where no file leads to it.
    /// </returns>
    public IReadOnlyList<ChainLink>? Of(string path)
    {
        var start = _links.GetValueOrDefault(path, path);
        if (_files.GetValueOrDefault(start)?.NeededBy is null)
            return null;
        var chain = new List<ChainLink>();
        for (string? at = start; at is not null; at = _files.GetValueOrDefault(at)?.NeededBy)
            chain.Add(new ChainLink(_files.GetValueOrDefault(at)?.SoName ?? ImagePath.NameOf(at), at));
        return chain;
    }
}
