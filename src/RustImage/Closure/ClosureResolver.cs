using RustImage.Closure.Loading;
using RustImage.Closure.Packages;
using RustImage.Closure.Proof;
using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure;

/// <summary>Finds every file that a set of ELF files needs at run time, and proves that the dynamic loader can start them.</summary>
/// <remarks>
/// The first pass searches the library source by the loader's rules (ld.so(8), glibc's elf/dl-load.c; musl's ldso/dynlink.c). The second
/// pass applies the same rules to the files of the image alone, without the source's configuration. Then versions and symbols are
/// checked in what the second pass has loaded.
/// </remarks>
public static class ClosureResolver
{
    /// <param name="request">
    /// The start files, and what is in the image already: the user's files win over the source's, and nothing is added that the base
    /// has. A library among the start files is opened by the first program.
    /// </param>
    /// <returns>The files and links to add to the start files, the user's files and the base. Ordinal order.</returns>
    /// <exception cref="RustImageException">
    /// The image could not start. RIMG2001 to 2004: a file cannot be used. RIMG3001 to 3006 and 3011: something is missing. RIMG5120 to
    /// 5124: the files do not fit the base.
    /// </exception>
    public static ImageClosure Resolve(ClosureRequest request, ILibrarySource source, CancellationToken cancellation = default) =>
        Resolve(request, source, ElfReader.Read, cancellation);

    /// <summary>Does the first pass alone, to learn what a larger library source would have to provide. Reports no errors.</summary>
    /// <inheritdoc cref="Resolve(ClosureRequest, ILibrarySource, CancellationToken)" path="/param"/>
    public static IReadOnlyList<MissingLibrary> FindMissing(
        ClosureRequest request, ILibrarySource source, CancellationToken cancellation = default)
    {
        var findings = new Findings();
        Load(request, source, new BaseRoot(request.Base), new FileFacts(ElfReader.Read), findings, cancellation);
        return [.. findings.Missing.DistinctBy(m => m.Names[0], StringComparer.Ordinal)];
    }

    /// <param name="read">From a path on this machine to the facts of the ELF file there.</param>
    internal static ImageClosure Resolve(
        ClosureRequest request, ILibrarySource source, Func<string, ElfFile> read, CancellationToken cancellation = default)
    {
        var findings = new Findings();
        var facts = new FileFacts(read);
        var root = new BaseRoot(request.Base);
        var (starter, own, links, processes) = Load(request, source, root, facts, findings, cancellation);
        var loaded = FilesOf(processes, own, source, root);
        var closure = new ImageClosure([.. loaded[false]], links.All, findings.Notices) { BaseFiles = [.. loaded[true]] };
        links.CheckAgainst(closure.Files);
        BaseCheck.OfLoaders(processes, root, findings);
        BaseCheck.OfClosure(closure, root, findings);

        if (findings.Errors.Count == 0)
        {
            var image = own.Over(new ImageContent(closure, own, root));
            // This pass repeats the notices of the first one, so only its errors count.
            var inImage = new Findings();
            processes = starter.Load(
                new LibraryLoader(image, image, null, facts, request.Platform, new ClosureLinks(inImage), inImage, cancellation));
            foreach (var error in inImage.Errors)
                findings.Error(error);
        }
        var proof = new LinkProof(facts, source, root, findings);
        foreach (var process in processes)
            proof.Check(process, cancellation);
        findings.ThrowIfAny();
        return ClosurePackages.Add(closure with { Notices = findings.Notices }, source, root);
    }

    /// <summary>The first pass: loads everything from the source, the base and the user's files.</summary>
    private static Loaded Load(
        ClosureRequest request, ILibrarySource source, BaseRoot root, FileFacts facts, Findings findings, CancellationToken cancellation)
    {
        var starter = new ProcessStarter(request.StartFiles, facts, request.Platform, findings);
        // The start files are in the image too: one may be what another needs.
        var own = new UserFileSource(starter.Paths.Concat(request.UserFiles), root);
        var links = new ClosureLinks(findings);
        var loader = new LibraryLoader(own, own.Over(source), source, facts, request.Platform, links, findings, cancellation);
        return new(starter, own, links, starter.Load(loader));
    }

    private sealed record Loaded(ProcessStarter Starter, UserFileSource Own, ClosureLinks Links, IReadOnlyList<LoaderProcess> Processes);

    /// <returns>True: the files that the base has. False: the files to add.</returns>
    private static ILookup<bool, ClosureFile> FilesOf(
        IReadOnlyList<LoaderProcess> processes, UserFileSource own, ILibrarySource source, BaseRoot root)
    {
        var loaded = processes.SelectMany(p => p.Files).DistinctBy(f => f.Path, StringComparer.Ordinal)
            .Where(f => own.FindOwn(f.Path) is null).OrderBy(f => f.Path, StringComparer.Ordinal);
        return loaded.Select(f => (Loaded: f, IsInBase: root.Holds(f))).ToLookup(f => f.IsInBase, f => FileOf(f.Loaded, f.IsInBase));

        ClosureFile FileOf(LoadedFile file, bool isInBase) =>
            new(file.Path, file.HostPath, file.Elf.SoName, file.Reasons, (isInBase ? root : source).OwnerOf(file.Path))
            {
                NeededBy = file.Loader?.Path,
            };
    }
}
