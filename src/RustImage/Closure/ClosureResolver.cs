using RustImage.Closure.Loading;
using RustImage.Closure.Packages;
using RustImage.Closure.Proof;
using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure;

/// <summary>Finds every file that a set of ELF files needs at run time, and proves that they link.</summary>
/// <remarks>
/// The libraries are found by the rules of the loader (ld.so(8), glibc's elf/dl-load.c; musl's ldso/dynlink.c). Then the same rules
/// are run once more on the result alone, without the source's configuration, and the versions and symbols are checked there.
/// </remarks>
public static class ClosureResolver
{
    /// <param name="roots">
    /// The application first, then the ELF files that the user adds. A library among them is opened by the first program.
    /// </param>
    /// <param name="userFiles">
    /// The user's files, from the path in the image to the path on this machine: they win over the source's.
    /// </param>
    /// <param name="base">The files of the image that is built on: what the loader finds there is not added, and takes part in the proof.</param>
    /// <returns>The files and links to add to the roots and the user's files, ordinal order.</returns>
    /// <exception cref="RustImageException">
    /// Everything that keeps the image from starting: RIMG2001 to 2004 for a file that cannot be used, RIMG3001 to 3006 and 3011 for
    /// what is missing, RIMG5120 to 5124 for what does not go together with the base.
    /// </exception>
    public static ImageClosure Resolve(
        IReadOnlyList<StartFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles = null,
        IBaseFiles? @base = null,
        CancellationToken cancellation = default) =>
        Resolve(roots, source, platform, userFiles, ElfReader.Read, @base, cancellation);

    /// <summary>The first pass alone: what a larger source would have to hold. Nothing is judged.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyList{StartFile}, ILibrarySource, Platform, IReadOnlyDictionary{string, string}?, IBaseFiles?, CancellationToken)"/>
    public static IReadOnlyList<MissingLibrary> FindMissing(
        IReadOnlyList<StartFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles = null,
        IBaseFiles? @base = null,
        CancellationToken cancellation = default)
    {
        var findings = new Findings();
        Load(roots, source, platform, userFiles, new BaseRoot(@base), new FileFacts(ElfReader.Read), findings, cancellation);
        return [.. findings.Missing.DistinctBy(m => m.Names[0], StringComparer.Ordinal)];
    }

    /// <param name="read">From a path on this machine to its facts.</param>
    internal static ImageClosure Resolve(
        IReadOnlyList<StartFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles,
        Func<string, ElfFile> read,
        IBaseFiles? @base = null,
        CancellationToken cancellation = default)
    {
        var findings = new Findings();
        var facts = new FileFacts(read);
        var root = new BaseRoot(@base);
        var (programs, own, links, processes) = Load(roots, source, platform, userFiles, root, facts, findings, cancellation);
        var loaded = FilesOf(processes, own, source, root);
        var closure = new ImageClosure([.. loaded[false]], links.All, findings.Notices) { BaseFiles = [.. loaded[true]] };
        links.CheckAgainst(closure.Files);
        BaseCheck.OfLoaders(processes, root, findings);
        BaseCheck.OfClosure(closure, root, findings);

        if (findings.Errors.Count == 0)
        {
            var image = own.Over(new ImageContent(closure, own, root));
            // Its notices are the same once more.
            var inImage = new Findings();
            processes = programs.Load(new LibraryLoader(image, image, null, facts, platform, new ClosureLinks(inImage), inImage, cancellation));
            foreach (var error in inImage.Errors)
                findings.Error(error);
        }
        var proof = new LinkProof(facts, source, root, findings);
        foreach (var process in processes)
            proof.Check(process, cancellation);
        findings.ThrowIfAny();
        return ClosurePackages.Add(closure with { Notices = findings.Notices }, source, root);
    }

    private static Loaded Load(
        IReadOnlyList<StartFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles,
        BaseRoot root,
        FileFacts facts,
        Findings findings,
        CancellationToken cancellation)
    {
        var programs = new ProcessStarter(roots, facts, platform, findings);
        // The roots are in the image too: one may be what another needs.
        var own = new UserFiles(programs.Paths.Concat(userFiles ?? new Dictionary<string, string>()), root);
        var links = new ClosureLinks(findings);
        return new(programs, own, links, programs.Load(new LibraryLoader(own, own.Over(source), source, facts, platform, links, findings, cancellation)));
    }

    /// <summary>The first pass: everything found in the source, in the base and among the user's files.</summary>
    private sealed record Loaded(ProcessStarter Programs, UserFiles Own, ClosureLinks Links, IReadOnlyList<LoaderProcess> Processes);

    /// <returns>By whether the base has them.</returns>
    private static ILookup<bool, ClosureFile> FilesOf(IReadOnlyList<LoaderProcess> processes, UserFiles own, ILibrarySource source, BaseRoot root) =>
        (from file in processes.SelectMany(p => p.Files).DistinctBy(f => f.Path, StringComparer.Ordinal).OrderBy(f => f.Path, StringComparer.Ordinal)
         where own.FindOwn(file.Path) is null
         let isInBase = root.Holds(file)
         let package = (isInBase ? root : source).OwnerOf(file.Path)
         select (isInBase, File: new ClosureFile(file.Path, file.HostPath, file.Elf.SoName, file.Reasons, package) { NeededBy = file.Loader?.Path }))
        .ToLookup(f => f.isInBase, f => f.File);
}
