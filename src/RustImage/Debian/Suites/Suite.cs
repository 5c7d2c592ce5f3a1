using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;

namespace RustImage.Debian.Suites;

/// <summary>
/// A suite in its current state on the mirrors: the suite itself, its updates and its security updates, with verified signatures.
/// </summary>
internal sealed class Suite
{
    /// <summary>Suites without separate updates and security updates, which go into the suite itself.</summary>
    private static readonly string[] Rolling = ["unstable", "experimental"];

    private readonly DebianArchives _archives;
    private readonly IReadOnlyList<Pocket> _pockets;
    private readonly Dictionary<string, SuiteIndex> _indices = new(StringComparer.Ordinal);

    private Suite(DebianArchives archives, IReadOnlyList<Pocket> pockets) => (_archives, _pockets) = (archives, pockets);

    /// <summary>The codename, also where the suite was opened by a role: "trixie".</summary>
    public string Codename => _pockets[0].Name;

    /// <summary>The names and dates of the Release files, as a lock records them.</summary>
    public IReadOnlyList<LockedRelease> Releases => [.. _pockets.Select(p => new LockedRelease(p.Name, p.Release.Date))];

    /// <param name="name">A codename, or a role such as "stable".</param>
    /// <param name="seen">The releases of the lock. Older Release files are refused.</param>
    /// <exception cref="RustImageException">
    /// RIMG7016 to 7022: a Release file is invalid. RIMG7032, 7033: it can't be downloaded. RIMG7047 to 7049: the suite does not exist, or
    /// the file is another suite's.
    /// </exception>
    internal static async Task<Suite> OpenAsync(
        DebianArchives archives, string name, IReadOnlyList<LockedRelease> seen, CancellationToken cancellation)
    {
        var reader = new PocketReader(archives, seen);
        var main = await reader.ReadMainAsync(name, cancellation).ConfigureAwait(false);
        var pockets = new List<Pocket> { main };
        if (!Rolling.Contains(main.Release.Suite))
        {
            pockets.Add(await reader.ReadAsync($"{main.Name}-updates", ArchiveNames.Main, cancellation).ConfigureAwait(false));
            if (archives.Settings.SecurityMirror != DebianSettings.NoSecurity)
                pockets.Add(await reader.ReadAsync($"{main.Name}-security", ArchiveNames.Security, cancellation).ConfigureAwait(false));
        }
        return new Suite(archives, pockets);
    }

    /// <summary>Opens a suite without its updates, to see which packages it has. Packages must not be taken from it.</summary>
    internal static async Task<Suite> OpenMainAsync(DebianArchives archives, string name, CancellationToken cancellation) =>
        new(archives, [await new PocketReader(archives, []).ReadMainAsync(name, cancellation).ConfigureAwait(false)]);

    /// <summary>Reads the list of packages for an architecture, which includes those for all architectures.</summary>
    /// <exception cref="RustImageException">RIMG7050: the suite does not have the architecture.</exception>
    public async Task<SuiteIndex> IndexAsync(string architecture, CancellationToken cancellation = default)
    {
        if (_indices.TryGetValue(architecture, out var known))
            return known;
        var files = from pocket in _pockets
                    from component in _archives.Settings.Components
                    from listed in ListsAllApart(pocket.Release) ? new[] { architecture, "all" } : [architecture]
                    let file = pocket.Release.FindIndex(component, listed)
                    where file is not null
                    select (Pocket: pocket, Name: $"{pocket.Name} {component} {listed}", File: file);
        var wanted = files.ToList();
        if (!wanted.Any(w => w.Pocket == _pockets[0]))
            throw Messages.NoIndex(Codename, string.Join(' ', _archives.Settings.Components), architecture).ToException();
        var paths = await DownloadAsync(wanted.Select(w => (w.Pocket, w.Name + " Packages", w.File)), cancellation).ConfigureAwait(false);
        var parts = new SuiteIndex.PocketIndex[wanted.Count];
        await Parallel.ForAsync(0, wanted.Count, cancellation, (i, stop) =>
        {
            using var text = IndexFile.Open(paths[i], wanted[i].File.Path);
            parts[i] = new SuiteIndex.PocketIndex(wanted[i].Pocket.Archive, PackageIndex.Read(text, wanted[i].Name, cancellation: stop));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return _indices[architecture] = new SuiteIndex(architecture, parts);
    }

    /// <summary>Finds the packages that ship files of some names in the archive's Contents, which is a large download.</summary>
    public async Task<IReadOnlyList<ContentsEntry>> FindFilesAsync(
        string architecture, IReadOnlySet<string> names, CancellationToken cancellation = default)
    {
        var files = from pocket in _pockets
                    from component in _archives.Settings.Components
                    let file = pocket.Release.FindContents(component, architecture)
                    where file is not null
                    select (pocket, $"{pocket.Name} {component} Contents-{architecture}", file);
        var wanted = files.ToList();
        var paths = await DownloadAsync(wanted, cancellation).ConfigureAwait(false);
        var entries = new List<ContentsEntry>();
        for (var i = 0; i < wanted.Count; i++)
        {
            using var text = IndexFile.Open(paths[i], wanted[i].file.Path);
            entries.AddRange(ContentsIndex.Find(text, names, cancellation));
        }
        return entries;
    }

    /// <remarks>
    /// The store verified the files when they were downloaded. They are verified again here, as they may have changed since.
    /// </remarks>
    private async Task<IReadOnlyList<string>> DownloadAsync(
        IEnumerable<(Pocket Pocket, string Name, ListedFile File)> files, CancellationToken cancellation)
    {
        var wanted = files.Select(f => new WantedFile(f.File.Digest, f.File.Size, SourcesOf(f.Pocket, f.File), f.Name)).ToList();
        var paths = await _archives.DownloadAsync(wanted, cancellation).ConfigureAwait(false);
        var damaged = wanted.Where((f, i) => Digest.OfFile(paths[i]) != f.Digest).ToList();
        foreach (var file in damaged)
            _archives.Forget(file.Digest);
        return damaged.Count == 0 ? paths : await _archives.DownloadAsync(wanted, cancellation).ConfigureAwait(false);
    }

    /// <returns>
    /// Whether the packages for all architectures are in an index of their own, and not in that of each architecture
    /// (https://wiki.debian.org/DebianRepository/Format, "No-Support-for-Architecture-all").
    /// </returns>
    private static bool ListsAllApart(Release release) => release.Architectures.Contains("all") && !release.NoSupportForArchitectureAll;

    /// <returns>The addresses by digest come first, as the file of the plain name may belong to a newer Release file.</returns>
    private static Uri[] SourcesOf(Pocket pocket, ListedFile file) =>
        [.. pocket.Directories.SelectMany(d => new[] { pocket.Release.UrlPath(file), file.Path }.Distinct().Select(p => new Uri(d, p)))];
}
