using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;

namespace RustImage.Debian.Suites;

/// <summary>A release of Debian as its archives offer it now: the suite itself, its updates and its security updates, each signed.</summary>
public sealed class Suite
{
    /// <summary>Without updates and security: what goes there goes into the suite itself.</summary>
    private static readonly string[] Rolling = ["unstable", "experimental"];

    private readonly DebianArchives _archives;
    private readonly IReadOnlyList<Pocket> _pockets;
    private readonly Dictionary<string, SuiteIndex> _indices = new(StringComparer.Ordinal);

    private Suite(DebianArchives archives, IReadOnlyList<Pocket> pockets) => (_archives, _pockets) = (archives, pockets);

    /// <summary>"trixie", whatever name it was asked for by.</summary>
    public string Codename => _pockets[0].Name;

    public IReadOnlyList<LockedRelease> Releases => [.. _pockets.Select(p => new LockedRelease(p.Name, p.Release.Date))];

    /// <param name="name">By codename, or by a role such as "stable".</param>
    /// <param name="seen">Releases of the lock: an older one is refused.</param>
    /// <exception cref="RustImageException">
    /// RIMG7016 to 7022: a Release can't be trusted. RIMG7032, 7033: it can't be had. RIMG7047 to 7049: there is none, or it is another suite's.
    /// </exception>
    internal static async Task<Suite> OpenAsync(DebianArchives archives, string name, IReadOnlyList<LockedRelease> seen, CancellationToken cancellation)
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

    /// <summary>The suite alone, without its updates: to look what it has, not to take anything.</summary>
    internal static async Task<Suite> OpenMainAsync(DebianArchives archives, string name, CancellationToken cancellation) =>
        new(archives, [await new PocketReader(archives, []).ReadMainAsync(name, cancellation).ConfigureAwait(false)]);

    /// <summary>All packages for an architecture, those for all of them included.</summary>
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
        var parts = new SuiteIndex.Part[wanted.Count];
        await Parallel.ForAsync(0, wanted.Count, cancellation, (i, stop) =>
        {
            using var text = IndexFile.Open(paths[i], wanted[i].File.Path);
            parts[i] = new SuiteIndex.Part(wanted[i].Pocket.Archive, PackageIndex.Read(text, wanted[i].Name, cancellation: stop));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return _indices[architecture] = new SuiteIndex(architecture, parts);
    }

    /// <summary>Which packages of an architecture ship files of some names, by the archive's Contents: large, so only for what no rule finds.</summary>
    public async Task<IReadOnlyList<ContentsEntry>> FindFilesAsync(string architecture, IReadOnlySet<string> names, CancellationToken cancellation = default)
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

    /// <remarks>An index that lies in the store was checked when it came; whether it is the same still, its bytes tell.</remarks>
    private async Task<IReadOnlyList<string>> DownloadAsync(IEnumerable<(Pocket Pocket, string Name, ReleaseFile File)> files, CancellationToken cancellation)
    {
        var wanted = files.Select(f => new StoredFile(f.File.Digest, f.File.Size, SourcesOf(f.Pocket, f.File), f.Name)).ToList();
        var paths = await _archives.DownloadAsync(wanted, cancellation).ConfigureAwait(false);
        var damaged = wanted.Where((f, i) => Digest.OfFile(paths[i]) != f.Digest).ToList();
        foreach (var file in damaged)
            _archives.Forget(file.Digest);
        return damaged.Count == 0 ? paths : await _archives.DownloadAsync(wanted, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether packages for all architectures are not in each architecture's index (DebianRepository/Format, "No-Support-for-Architecture-all").</summary>
    private static bool ListsAllApart(Release release) => release.Architectures.Contains("all") && !release.NoSupportForArchitectureAll;

    /// <summary>By hash first: the name's file may be a newer one than this Release's.</summary>
    private static Uri[] SourcesOf(Pocket pocket, ReleaseFile file) =>
        [.. pocket.Directories.SelectMany(d => new[] { pocket.Release.UrlPath(file), file.Path }.Distinct().Select(p => new Uri(d, p)))];
}
