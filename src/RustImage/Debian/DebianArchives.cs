using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;
using RustImage.Debian.Suites;
using RustImage.Http;

namespace RustImage.Debian;

/// <summary>Debian's archives as this machine reaches them, with all that it has kept of them.</summary>
/// <param name="progress">Told what is being downloaded.</param>
/// <param name="options">Null for a user's patience.</param>
public sealed class DebianArchives(DebianSettings settings, IProgress<DownloadProgress>? progress = null, TransferOptions? options = null) : IDisposable
{
    private readonly Downloader _downloader = new(options);
    private readonly PackageStore _packages = new(Path.Combine(settings.CacheDirectory, "packages"));
    private readonly SemaphoreSlim _asking = new(1, 1);
    private Mirrors? _mirrors;
    private DownloadStore? _store;

    public DebianSettings Settings => settings;

    private DownloadStore Store => _store ??= new DownloadStore(Path.Combine(settings.CacheDirectory, "downloads"), _downloader);

    /// <summary>Reads and checks what the mirrors say of a suite now.</summary>
    /// <param name="suite">By codename, or by a role such as "stable".</param>
    /// <param name="seen">The lock's releases: an older one is refused.</param>
    /// <inheritdoc cref="Suite.OpenAsync" path="/exception"/>
    public Task<Suite> OpenSuiteAsync(string suite, IReadOnlyList<LockedRelease> seen, CancellationToken cancellation = default) =>
        Suite.OpenAsync(this, suite, seen, cancellation);

    /// <summary>The content of packages, in order; downloaded and unpacked first where this machine does not have them.</summary>
    /// <exception cref="RustImageException">
    /// RIMG7001 to 7012: a package is not what the lock says, or no sound one. RIMG7032 to 7036: it can't be had. RIMG7046: it calls itself another.
    /// </exception>
    public async Task<IReadOnlyList<PackageContent>> OpenAsync(IReadOnlyList<LockedPackage> packages, CancellationToken cancellation = default)
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

    /// <summary>Reads the files that a build takes once more, and unpacks a package again whose files were changed in the store.</summary>
    /// <returns>Whether all were as they should be; if not, the packages must be opened again.</returns>
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

    internal Task<IReadOnlyList<string>> DownloadAsync(IEnumerable<StoredFile> files, CancellationToken cancellation) =>
        Store.GetAllAsync(files, progress, cancellation);

    /// <summary>Forgets a download that can't be what its digest says.</summary>
    internal void Forget(Digest digest) => Store.Drop(digest);

    /// <param name="archive">One of <see cref="ArchiveNames"/>.</param>
    internal async Task<IReadOnlyList<Uri>> MirrorsOfAsync(string archive, CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Without a security archive its address is never asked for, and must not make apt be asked either.
            var security = settings.SecurityMirror == DebianSettings.NoSecurity ? settings.Mirror : settings.SecurityMirror;
            _mirrors ??= await MirrorList.FindAsync(settings.Mirror, security, settings.WorkingDirectory, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
        return archive == ArchiveNames.Security ? _mirrors.Security : _mirrors.Main;
    }

    private async Task DownloadAsync(IReadOnlyList<LockedPackage> packages, CancellationToken cancellation)
    {
        var files = new List<StoredFile>(packages.Count);
        foreach (var package in packages.Where(p => Store.Find(p.Digest, p.Size) is null))
        {
            var mirrors = await MirrorsOfAsync(package.Archive, cancellation).ConfigureAwait(false);
            files.Add(new StoredFile(package.Digest, package.Size, [.. mirrors.Select(m => new Uri(m, package.Path))], package.ToString()));
        }
        try
        {
            await DownloadAsync(files, cancellation).ConfigureAwait(false);
        }
        catch (RustImageException e) when (e.Code == "RIMG7036")
        {
            // The first that is gone keeps the others from coming: each for itself now.
            foreach (var file in files)
                await DownloadOldAsync(packages.First(p => p.Digest == file.Digest), file, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A mirror keeps a package for as long as it is the newest; the lock may be older than that.</summary>
    private async Task DownloadOldAsync(LockedPackage package, StoredFile file, CancellationToken cancellation)
    {
        try
        {
            await DownloadAsync([file], cancellation).ConfigureAwait(false);
        }
        catch (RustImageException e) when (e.Code == "RIMG7036")
        {
            var snapshots = new SnapshotArchive(_downloader, MirrorAddress.Parse("DebianSnapshotMirror", settings.SnapshotMirror) is [var address, ..] ? address : null);
            var old = await snapshots.FindAsync(package.Name, package.Version, package.Architecture, package.Size, cancellation).ConfigureAwait(false);
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
            // The download was checked when it came, and was changed since; or another build has found that out first.
            Forget(package.Digest);
            await DownloadAsync([package], cancellation).ConfigureAwait(false);
            return await _packages.OpenAsync(Store.PathOf(package.Digest), package.Digest, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The digest vouches for the bytes; what they call themselves is what scanners will read.</summary>
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

    /// <summary>As a lock has it: without the version where that is the package's own.</summary>
    private static string? SourceOf(PackageContent content)
    {
        var source = content.Field("Source");
        var own = $" ({content.Field("Version")})";
        return source is not null && source.EndsWith(own, StringComparison.Ordinal) ? source[..^own.Length] : source;
    }
}
