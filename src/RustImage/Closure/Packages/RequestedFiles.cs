using RustImage.Closure.Certificates;
using RustImage.Closure.Sources;
using RustImage.Debian.Packages;
using RustImage.Elf;

namespace RustImage.Closure.Packages;

/// <summary>The files of the packages that the project adds by name.</summary>
/// <param name="Files">Programs, libraries and data.</param>
/// <param name="StartFiles">The ELF files among them, whose libraries are needed, too.</param>
internal sealed record RequestedFiles(
    IReadOnlyList<ClosureFile> Files, IReadOnlyList<ClosureLink> Links, IReadOnlyList<StartFile> StartFiles)
{
    /// <summary>For packages that the base has files of: from the name of the package to a message.</summary>
    private IReadOnlyDictionary<string, Notice> InBase { get; init; } = new Dictionary<string, Notice>();

    /// <param name="requests">The requests, each with the name of the package that is taken for it.</param>
    /// <param name="root">The base. Files that it has are left out.</param>
    /// <exception cref="RustImageException">RIMG7062: a pattern matches no file.</exception>
    public static RequestedFiles Of(
        IEnumerable<(PackageRequest Request, string Package)> requests, PackageSource source, BaseFileSystem root)
    {
        var files = new List<ClosureFile>();
        var links = new List<ClosureLink>();
        var startFiles = new List<StartFile>();
        var notices = new Dictionary<string, Notice>();
        // The image gets the certificates as a bundle. The files of their package are of no use in it: the scripts need a shell.
        foreach (var (request, package) in requests.Where(r => r.Package != CertificateBundle.PackageName || r.Request.Files.Count > 0))
        {
            var chosen = FileChoice.Create(request, source.ContentOf(package)!);
            var inBase = chosen.Where(c => root.Has(c.File.Path)).ToList();
            if (inBase.Count > 0)
            {
                var message = Messages.PackageFilesInBase(request.Name, inBase.Count, inBase[0].File.Path, root.Description);
                notices.TryAdd(request.Name, new Notice(Severity.Message, message));
            }
            foreach (var choice in chosen.Except(inBase))
            {
                var file = choice.File;
                IReadOnlyList<string> reasons =
                    choice.Link is { } link ? [$"the target of {link}", request.Reason] : [request.Reason];
                if (file.Kind == PackageFileKind.Link)
                {
                    var end = source.Resolve(file.Path) ?? file.Path;
                    links.Add(new ClosureLink(file.Path, file.Target!, end, string.Join(", ", reasons)) { Choice = choice.Kind });
                    continue;
                }
                var owner = source.OwnerOf(file.Path);
                files.Add(new ClosureFile(file.Path, file.HostPath!, null, reasons, owner) { Mode = file.Mode, IsData = true });
                if (ElfReader.IsElf(file.HostPath!))
                    startFiles.Add(new StartFile(file.Path, file.HostPath!) { IsFromPackage = true });
            }
        }
        // Two requests may be for one package.
        IReadOnlyList<ClosureFile> distinctFiles = [.. files.DistinctBy(f => f.Path, StringComparer.Ordinal)];
        IReadOnlyList<ClosureLink> distinctLinks =
            [.. links.OrderByDescending(l => l.Choice).DistinctBy(l => l.Path, StringComparer.Ordinal)];
        return new(distinctFiles, distinctLinks, startFiles) { InBase = notices };
    }

    /// <summary>Adds the files to a closure, except for those at paths that the closure or the user's files have.</summary>
    public ImageClosure AddTo(ImageClosure closure, ClosureRequest request)
    {
        var taken = closure.Files.Select(f => f.Path).Concat(closure.Links.Select(l => l.Path))
            .Concat(request.UserFiles.Keys.Concat(request.StartFiles.Select(f => f.Path)).Select(ImagePath.Canonical))
            .ToHashSet(StringComparer.Ordinal);
        // The image has no record of a package without files, so the user must be told.
        var empty = request.Packages.Where(p => p.Files.Count == 0 && p.Name != CertificateBundle.PackageName)
            .Where(p => !InBase.ContainsKey(p.Name))
            .Where(p => !Files.Any(f => f.Reasons.Contains(p.Reason)) && !Links.Any(l => l.Reason == p.Reason))
            .Select(p => new Notice(Severity.Warning, Messages.PackageBringsNothing(p.Name))).DistinctBy(n => n.Diagnostic);
        return closure with
        {
            Notices = [.. closure.Notices, .. InBase.Values, .. empty],
            Files = [.. closure.Files.Concat(Files.Where(f => !taken.Contains(f.Path))).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Links = [.. closure.Links.Concat(Links.Where(l => !taken.Contains(l.Path))).OrderBy(l => l.Path, StringComparer.Ordinal)],
        };
    }
}
