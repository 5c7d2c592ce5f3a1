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
internal static class ClosureResolver
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
        var diagnostics = new DiagnosticBag();
        Load(request, source, new BaseFileSystem(request.Base), new ElfCache(ElfReader.Read), diagnostics, cancellation);
        return [.. diagnostics.Missing.DistinctBy(m => m.Names[0], StringComparer.Ordinal)];
    }

    /// <param name="read">Reads the ELF file at a path of this machine.</param>
    internal static ImageClosure Resolve(
        ClosureRequest request, ILibrarySource source, Func<string, ElfFile> read, CancellationToken cancellation = default)
    {
        var diagnostics = new DiagnosticBag();
        var elfCache = new ElfCache(read);
        var root = new BaseFileSystem(request.Base);
        var (starter, own, links, processes) = Load(request, source, root, elfCache, diagnostics, cancellation);
        var loaded = FilesOf(processes, own, source, root);
        var closure = new ImageClosure([.. loaded[false]], links.All, diagnostics.Notices) { BaseFiles = [.. loaded[true]] };
        links.CheckAgainst(closure.Files);
        BaseCheck.OfLoaders(processes, root, diagnostics);
        BaseCheck.OfClosure(closure, root, diagnostics);

        if (diagnostics.Errors.Count == 0)
        {
            var image = own.Over(new ImageContent(closure, own, root));
            // This pass repeats the notices of the first one, so only its errors count.
            var imageDiagnostics = new DiagnosticBag();
            processes = starter.Load(
                new LibraryLoader(
                    image, image, null, elfCache, request.Platform, new LinkCollector(imageDiagnostics), imageDiagnostics, cancellation));
            foreach (var error in imageDiagnostics.Errors)
                diagnostics.Error(error);
        }
        var proof = new LinkProof(elfCache, source, root, diagnostics);
        foreach (var process in processes)
            proof.Check(process, cancellation);
        diagnostics.ThrowIfAny();
        return PackageInventory.Add(closure with { Notices = diagnostics.Notices }, source, root);
    }

    /// <summary>The first pass: loads everything from the source, the base and the user's files.</summary>
    private static FirstPass Load(
        ClosureRequest request, ILibrarySource source, BaseFileSystem root, ElfCache elfCache, DiagnosticBag diagnostics,
        CancellationToken cancellation)
    {
        var starter = new ProcessStarter(request.StartFiles, elfCache, request.Platform, diagnostics);
        // The start files are in the image too: one may be what another needs.
        var own = new UserFileSource(starter.Paths.Concat(request.UserFiles), root);
        var links = new LinkCollector(diagnostics);
        var loader = new LibraryLoader(own, own.Over(source), source, elfCache, request.Platform, links, diagnostics, cancellation);
        return new(starter, own, links, starter.Load(loader));
    }

    private sealed record FirstPass(
        ProcessStarter Starter, UserFileSource Own, LinkCollector Links, IReadOnlyList<LoaderProcess> Processes);

    /// <returns>True: the files that the base has. False: the files to add.</returns>
    private static ILookup<bool, ClosureFile> FilesOf(
        IReadOnlyList<LoaderProcess> processes, UserFileSource own, ILibrarySource source, BaseFileSystem root)
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
