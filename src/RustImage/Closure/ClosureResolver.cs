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
    /// <returns>The files and links to add to the roots and the user's files, ordinal order.</returns>
    /// <exception cref="RustImageException">
    /// Everything that keeps the image from starting: RIMG2001 to 2004 for a file that cannot be used, RIMG3001 to 3006 and 3011 for
    /// what is missing.
    /// </exception>
    public static ImageClosure Resolve(
        IReadOnlyList<RootFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles = null,
        CancellationToken cancellation = default) =>
        Resolve(roots, source, platform, userFiles, ElfReader.Read, cancellation);

    /// <summary>The first pass alone: what a larger source would have to hold. Nothing is judged.</summary>
    /// <inheritdoc cref="Resolve(IReadOnlyList{RootFile}, ILibrarySource, Platform, IReadOnlyDictionary{string, string}?, CancellationToken)"/>
    public static IReadOnlyList<MissingLibrary> FindMissing(
        IReadOnlyList<RootFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles = null,
        CancellationToken cancellation = default)
    {
        var findings = new Findings();
        Load(roots, source, platform, userFiles, new FileFacts(ElfReader.Read), findings, cancellation);
        return [.. findings.Missing.DistinctBy(m => m.Names[0], StringComparer.Ordinal)];
    }

    /// <param name="read">From a path on this machine to its facts.</param>
    internal static ImageClosure Resolve(
        IReadOnlyList<RootFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles,
        Func<string, ElfFile> read,
        CancellationToken cancellation = default)
    {
        var findings = new Findings();
        var facts = new FileFacts(read);
        var (programs, added, files, links, processes) = Load(roots, source, platform, userFiles, facts, findings, cancellation);
        var closure = new ImageClosure(FilesOf(processes, files), links.All, findings.Notices);
        links.CheckAgainst(closure.Files);

        if (findings.Errors.Count == 0)
        {
            var image = new ImageContent(closure, files);
            // Its notices are the same once more.
            var inImage = new Findings();
            var loader = new LibraryLoader(
                image, new UserFiles(added, image), facts, platform, new ClosureLinks(inImage), inImage, cancellation);
            processes = programs.Load(loader);
            foreach (var error in inImage.Errors)
                findings.Error(error);
        }
        var proof = new LinkProof(facts, source, findings);
        foreach (var process in processes)
            proof.Check(process, cancellation);
        findings.ThrowIfAny();
        return ClosurePackages.Add(closure with { Notices = findings.Notices }, source);
    }

    private static Loaded Load(
        IReadOnlyList<RootFile> roots,
        ILibrarySource source,
        Platform platform,
        IReadOnlyDictionary<string, string>? userFiles,
        FileFacts facts,
        Findings findings,
        CancellationToken cancellation)
    {
        var programs = new ClosureRoots(roots, facts, platform, findings);
        // The roots are in the image too: one may be what another needs.
        var added = programs.Paths.Concat(userFiles ?? new Dictionary<string, string>()).ToList();
        var files = new UserFiles(added, source);
        var links = new ClosureLinks(findings);
        return new(programs, added, files, links, programs.Load(new LibraryLoader(source, files, facts, platform, links, findings, cancellation)));
    }

    /// <summary>The first pass: everything found in the source and among the user's files.</summary>
    private sealed record Loaded(
        ClosureRoots Programs,
        IReadOnlyList<KeyValuePair<string, string>> Added,
        UserFiles Files,
        ClosureLinks Links,
        IReadOnlyList<LoaderProcess> Processes);

    private static List<ClosureFile> FilesOf(IReadOnlyList<LoaderProcess> processes, UserFiles files) =>
        [.. processes.SelectMany(p => p.Files)
            .Where(f => files.FindOwn(f.Path) is null)
            .DistinctBy(f => f.Path, StringComparer.Ordinal)
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new ClosureFile(f.Path, f.HostPath, f.Elf.SoName, f.Reasons, files.OwnerOf(f.Path)) { NeededBy = f.Loader?.Path })];
}
