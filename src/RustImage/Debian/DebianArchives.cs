using RustImage.Cache;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;
using RustImage.Debian.Suites;
using RustImage.Http;

namespace RustImage.Debian;

/// <summary>
/// Debian's archives as this machine reaches them: downloads from mirrors, and keeps downloads and unpacked packages in the cache
/// directory.
/// </summary>
/// <param name="progress">Receives the progress of downloads.</param>
/// <param name="options">Null for the defaults.</param>
internal sealed class DebianArchives(DebianSettings settings, IProgress<DownloadProgress>? progress = null, TransferOptions? options = null)
    : IDisposable
{
    private readonly Downloader _downloader = new(options);
    private readonly PackageStore _packages = new(CacheLayout.PackagesIn(settings.CacheDirectory));
    private readonly SemaphoreSlim _asking = new(1, 1);
    private Mirrors? _mirrors;
    private DownloadStore? _store;

    public DebianSettings Settings => settings;

    private DownloadStore Store => _store ??= new DownloadStore(CacheLayout.DownloadsIn(settings.CacheDirectory), _downloader);

    /// <summary>Reads the current Release files of a suite from the mirrors, and verifies them.</summary>
    /// <param name="suite">A codename, or a role such as "stable".</param>
    /// <param name="seen">The releases of the lock. An older one is refused.</param>
    /// <inheritdoc cref="Suite.OpenAsync" path="/exception"/>
    public Task<Suite> OpenSuiteAsync(string suite, IReadOnlyList<LockedRelease> seen, CancellationToken cancellation = default) =>
        Suite.OpenAsync(this, suite, seen, cancellation);

    /// <summary>Opens packages. Downloads and unpacks those that this machine does not have.</summary>
    /// <returns>Their content, in the order of the packages.</returns>
    /// <exception cref="RustImageException">
    /// RIMG7001 to 7012: a package is not the one of the lock, or is damaged or unsafe. RIMG7032 to 7036: it can't be downloaded. RIMG7046:
    /// its control file names another package.
    /// </exception>
    public async Task<IReadOnlyList<PackageContent>> OpenAsync(
        IReadOnlyList<LockedPackage> packages, CancellationToken cancellation = default)
    {
        var contents = new PackageContent?[packages.Count];
        for (var i = 0; i < packages.Count; i++)
            _packages.TryOpen(packages[i].Digest, out contents[i]);
        if (contents.Contains(null))
        {
            var missing = packages.Where((_, i) => contents[i] is null).ToList();
            await DownloadAsync(missing, cancellation).ConfigureAwait(false);
            await Parallel.ForAsync(0, packages.Count, cancellation, async (i, stop) =>
                contents[i] ??= await UnpackAsync(packages[i], stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        for (var i = 0; i < packages.Count; i++)
            CheckIdentity(packages[i], contents[i]!);
        return contents!;
    }

    /// <summary>Verifies the digests of the files that a build uses. Removes the package from the store where one has changed.</summary>
    /// <returns>False where a file has changed. The packages must then be opened again.</returns>
    public bool Verify(PackageContent content, IEnumerable<PackageFile> used)
    {
        try
        {
            _packages.Verify(content, used);
            return true;
        }
        catch (RustImageException e) when (e.Code == "RIMG7012")
        {
            return false;
        }
    }

    public void Dispose()
    {
        _downloader.Dispose();
        _asking.Dispose();
    }

    internal Task<byte[]?> FetchAsync(IReadOnlyList<Uri> sources, long maximumSize, CancellationToken cancellation) =>
        _downloader.FetchAsync(sources, maximumSize, cancellation);

    internal Task<IReadOnlyList<string>> DownloadAsync(IEnumerable<WantedFile> files, CancellationToken cancellation) =>
        Store.GetAllAsync(files, progress, cancellation);

    /// <summary>Removes a download that does not have its digest.</summary>
    internal void Forget(Digest digest) => Store.Drop(digest);

    /// <param name="archive">One of <see cref="ArchiveNames"/>.</param>
    internal async Task<IReadOnlyList<Uri>> MirrorsOfAsync(string archive, CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Without a security archive nobody needs its mirrors, so apt must not be asked for them.
            var security = settings.SecurityMirror == DebianSettings.NoSecurity ? settings.Mirror : settings.SecurityMirror;
            _mirrors ??= await MirrorChoice.FindAsync(settings.Mirror, security, settings.WorkingDirectory, cancellation)
                .ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
        return archive == ArchiveNames.Security ? _mirrors.Security : _mirrors.Main;
    }

    private async Task DownloadAsync(IReadOnlyList<LockedPackage> packages, CancellationToken cancellation)
    {
        var files = new List<WantedFile>(packages.Count);
        foreach (var package in packages.Where(p => Store.Find(p.Digest, p.Size) is null))
        {
            var mirrors = await MirrorsOfAsync(package.Archive, cancellation).ConfigureAwait(false);
            files.Add(new WantedFile(package.Digest, package.Size, [.. mirrors.Select(m => new Uri(m, package.Path))], package.ToString()));
        }
        try
        {
            await DownloadAsync(files, cancellation).ConfigureAwait(false);
        }
        catch (RustImageException e) when (e.Code == "RIMG7036")
        {
            // The first missing package ended the download of all. Get each by itself now.
            foreach (var file in files)
                await DownloadOldAsync(packages.First(p => p.Digest == file.Digest), file, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Downloads a package that the mirrors may have dropped: they keep the newest version only, and the lock may pin an older one.
    /// </summary>
    private async Task DownloadOldAsync(LockedPackage package, WantedFile file, CancellationToken cancellation)
    {
        try
        {
            await DownloadAsync([file], cancellation).ConfigureAwait(false);
        }
        catch (RustImageException e) when (e.Code == "RIMG7036")
        {
            var mirror = MirrorAddress.Parse("DebianSnapshotMirror", settings.SnapshotMirror) is [var address, ..] ? address : null;
            var snapshots = new SnapshotArchive(_downloader, mirror);
            var old = await snapshots.FindAsync(package.Name, package.Version, package.Architecture, package.Size, cancellation)
                .ConfigureAwait(false);
            if (old.Count == 0)
                throw;
            await DownloadAsync([file with { Sources = [.. file.Sources, .. old] }], cancellation).ConfigureAwait(false);
        }
    }

    private async Task<PackageContent> UnpackAsync(LockedPackage package, CancellationToken cancellation)
    {
        try
        {
            return await _packages.OpenAsync(Store.PathOf(package.Digest), package.Digest, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or RustImageException { Code: "RIMG7001" })
        {
            // The download has changed since it was verified, or another build has found that and removed it.
            Forget(package.Digest);
            await DownloadAsync([package], cancellation).ConfigureAwait(false);
            return await _packages.OpenAsync(Store.PathOf(package.Digest), package.Digest, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Compares the control file with the lock. The digest already proves the bytes, but scanners read the names in the control file.
    /// </summary>
    private static void CheckIdentity(LockedPackage package, PackageContent content)
    {
        (string Field, string Locked, string Own)[] facts =
        [
            ("name", package.Name, content.Field("Package") ?? ""),
            ("version", package.Version, content.Field("Version") ?? ""),
            ("architecture", package.Architecture, content.Field("Architecture") ?? ""),
            ("source", package.Source, SourceOf(content) ?? package.Name),
        ];
        foreach (var (field, locked, own) in facts)
        {
            if (locked != own)
                throw Messages.PackageIsAnother(package.ToString(), field, own, locked).ToException();
        }
    }

    /// <returns>The source in the form of a lock: without a version that is the package's own.</returns>
    private static string? SourceOf(PackageContent content)
    {
        var source = content.Field("Source");
        var own = $" ({content.Field("Version")})";
        return source is not null && source.EndsWith(own, StringComparison.Ordinal) ? source[..^own.Length] : source;
    }
}
