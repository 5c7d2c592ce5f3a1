using RustImage.Closure.Certificates;
using RustImage.Closure.Sources;
using RustImage.Debian.Packages;
using RustImage.Elf;

namespace RustImage.Closure.Packages;

/// <summary>The files of the packages that the project adds by name; the ELF files among them need libraries in their turn.</summary>
/// <param name="Files">Programs, libraries and data.</param>
/// <param name="StartFiles">The ELF files among them, whose libraries are needed, too.</param>
internal sealed record RequestedFiles(IReadOnlyList<ClosureFile> Files, IReadOnlyList<ClosureLink> Links, IReadOnlyList<StartFile> StartFiles)
{
    /// <summary>What is said of packages that the base has files of, by their name.</summary>
    private IReadOnlyDictionary<string, Notice> InBase { get; init; } = new Dictionary<string, Notice>();

    /// <summary>What nobody reads in a container. A pattern that names it gets it all the same.</summary>
    private static readonly string[] Documentation =
        ["/usr/share/doc/", "/usr/share/doc-base/", "/usr/share/man/", "/usr/share/info/", "/usr/share/lintian/", "/usr/share/bug/"];

    /// <param name="requests">Each with the name of the package that serves it.</param>
    /// <exception cref="RustImageException">RIMG7062: a pattern fits no file.</exception>
    /// <param name="root">What the base has stays as it is.</param>
    public static RequestedFiles Of(IEnumerable<(PackageRequest Request, string Package)> requests, PackageSource source, BaseRoot root)
    {
        var (files, links, startFiles, notices) = (new List<ClosureFile>(), new List<ClosureLink>(), new List<StartFile>(), new Dictionary<string, Notice>());
        // Certificates are of use as a bundle only, which the image gets all the same; the package's scripts have no shell.
        foreach (var (request, package) in requests.Where(r => r.Package != CertificateBundle.PackageName || r.Request.Files.Count > 0))
        {
            var chosen = Chosen(request, source.ContentOf(package)!);
            var inBase = chosen.Where(f => f.Kind != PackageFileKind.Directory && root.Has(f.Path)).ToList();
            if (inBase.Count > 0)
                notices.TryAdd(request.Name, new Notice(Severity.Message, Messages.PackageFilesInBase(request.Name, inBase.Count, inBase[0].Path, root.Description)));
            foreach (var file in chosen.Except(inBase))
            {
                if (file.Kind == PackageFileKind.Link)
                    links.Add(new ClosureLink(file.Path, file.Target!, source.Resolve(file.Path) ?? file.Path, request.Reason));
                if (file.Kind != PackageFileKind.File)
                    continue;
                files.Add(new ClosureFile(file.Path, file.HostPath!, null, [request.Reason], source.OwnerOf(file.Path)) { Mode = file.Mode, IsData = true });
                if (ElfReader.IsElf(file.HostPath!))
                    startFiles.Add(new StartFile(file.Path, file.HostPath!) { IsFromPackage = true });
            }
        }
        // Two requests may be of one package.
        return new([.. files.DistinctBy(f => f.Path, StringComparer.Ordinal)], [.. links.DistinctBy(l => l.Path, StringComparer.Ordinal)], startFiles) { InBase = notices };
    }

    /// <summary>Adds what neither the libraries' closure has already nor the user: files of the user's own win.</summary>
    public ImageClosure AddTo(ImageClosure closure, ClosureRequest request)
    {
        var taken = closure.Files.Select(f => f.Path).Concat(closure.Links.Select(l => l.Path))
            .Concat(request.UserFiles.Keys.Concat(request.StartFiles.Select(r => r.Path)).Select(ImagePath.Canonical)).ToHashSet(StringComparer.Ordinal);
        // Not even a record tells of a package without files.
        var empty = request.Packages.Where(p => p.Files.Count == 0 && p.Name != CertificateBundle.PackageName)
            .Where(p => !InBase.ContainsKey(p.Name) && !Files.Any(f => f.Reasons.Contains(p.Reason)) && !Links.Any(l => l.Reason == p.Reason))
            .Select(p => new Notice(Severity.Warning, Messages.PackageBringsNothing(p.Name))).DistinctBy(n => n.Diagnostic);
        return closure with
        {
            Notices = [.. closure.Notices, .. InBase.Values, .. empty],
            Files = [.. closure.Files.Concat(Files.Where(f => !taken.Contains(f.Path))).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Links = [.. closure.Links.Concat(Links.Where(l => !taken.Contains(l.Path))).OrderBy(l => l.Path, StringComparer.Ordinal)],
        };
    }

    private static List<PackageFile> Chosen(PackageRequest request, PackageContent content)
    {
        if (request.Files.Count == 0)
            return [.. content.Files.Where(f => !Documentation.Any(d => f.Path.StartsWith(d, StringComparison.Ordinal)))];
        var chosen = new List<PackageFile>();
        foreach (var text in request.Files)
        {
            var pattern = new PathPattern(text);
            var matches = content.Files.Where(f => f.Kind != PackageFileKind.Directory && pattern.IsMatch(f.Path)).ToList();
            chosen.AddRange(matches.Count > 0 ? matches : throw Messages.NoFilesOfPackage(request.Name, text).ToException());
        }
        return [.. chosen.DistinctBy(f => f.Path, StringComparer.Ordinal)];
    }
}
