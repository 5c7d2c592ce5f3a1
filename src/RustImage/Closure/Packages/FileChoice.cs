using RustImage.Closure.Sources;
using RustImage.Debian.Packages;

namespace RustImage.Closure.Packages;

/// <summary>How the project chose a file of a package. Of two choices of one file, the later value counts.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<ChoiceKind>))]
internal enum ChoiceKind
{
    /// <summary>The whole package was asked for.</summary>
    Package,

    /// <summary>A chosen link leads to it.</summary>
    Link,

    /// <summary>A pattern matches it.</summary>
    Pattern,

    /// <summary>It was named exactly.</summary>
    Path,
}

/// <summary>A file of a package that the image gets.</summary>
/// <param name="Link">The path of the link that leads to it, for <see cref="ChoiceKind.Link"/>; else null.</param>
internal sealed record FileChoice(PackageFile File, ChoiceKind Kind, string? Link = null)
{
    /// <summary>Directories that are left out, unless a pattern matches their files.</summary>
    private static readonly string[] Documentation =
        ["/usr/share/doc/", "/usr/share/doc-base/", "/usr/share/man/", "/usr/share/info/", "/usr/share/lintian/", "/usr/share/bug/"];

    /// <summary>Chooses the files of a package, without its directories.</summary>
    /// <exception cref="RustImageException">RIMG7062: a pattern matches no file.</exception>
    public static IReadOnlyList<FileChoice> Create(PackageRequest request, PackageContent content)
    {
        var files = content.Files.Where(f => f.Kind != PackageFileKind.Directory).ToList();
        if (request.Files.Count == 0)
        {
            return [.. files.Where(f => !Documentation.Any(d => f.Path.StartsWith(d, StringComparison.Ordinal)))
                .Select(f => new FileChoice(f, ChoiceKind.Package))];
        }
        var chosen = new Dictionary<string, FileChoice>(StringComparer.Ordinal);
        foreach (var text in request.Files)
        {
            var pattern = new PathPattern(text);
            var matches = files.Where(f => pattern.IsMatch(f.Path)).ToList();
            if (matches.Count == 0)
                throw Messages.NoFilesOfPackage(request.Name, text).ToException();
            foreach (var file in matches.Where(f => pattern.IsPath || !chosen.ContainsKey(f.Path)))
                chosen[file.Path] = new FileChoice(file, pattern.IsPath ? ChoiceKind.Path : ChoiceKind.Pattern);
        }
        AddTargets(chosen, files);
        return [.. chosen.Values];
    }

    /// <summary>Adds what the chosen links lead to: files, other links on the way, and the files of directories.</summary>
    private static void AddTargets(Dictionary<string, FileChoice> chosen, IReadOnlyList<PackageFile> files)
    {
        var byPath = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var links = new Queue<PackageFile>(chosen.Values.Select(c => c.File).Where(f => f.Kind == PackageFileKind.Link));
        while (links.TryDequeue(out var link))
        {
            foreach (var file in FindTargets(link, files, byPath))
            {
                if (chosen.TryAdd(file.Path, new FileChoice(file, ChoiceKind.Link, link.Path)) && file.Kind == PackageFileKind.Link)
                    links.Enqueue(file);
            }
        }
    }

    private static List<PackageFile> FindTargets(
        PackageFile link, IReadOnlyList<PackageFile> files, Dictionary<string, PackageFile> byPath)
    {
        var found = new List<PackageFile>();
        var end = PathResolution.Resolve(link.Path, ImagePath.Canonical, place =>
        {
            if (byPath.GetValueOrDefault(place) is not { Kind: PackageFileKind.Link } passed)
                return null;
            found.Add(passed);
            return passed.Target;
        });
        if (end is not null)
            found.AddRange(files.Where(f => f.Path == end || f.Path.StartsWith(end + "/", StringComparison.Ordinal)));
        return found;
    }
}
