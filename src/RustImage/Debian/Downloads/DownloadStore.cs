using RustImage.Cache;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>
/// A directory of downloaded files that all projects on this machine share: <c>sha256/HEX</c>, and <c>partial/HEX</c> for unfinished
/// downloads.
/// </summary>
/// <remarks>
/// A file gets its final name only after its digest was verified, so builds may share the directory and be killed at any time. A later
/// build continues an unfinished download. Where several builds need the same file, one downloads it and the others wait.
/// </remarks>
/// <param name="directory">Created when it is first written to.</param>
internal sealed class DownloadStore(string directory, Downloader downloader)
{
    private readonly TransferOptions _options = downloader.Options;

    /// <returns>The file's path; null where the store does not have it.</returns>
    public string? Find(Digest digest, long size)
    {
        var file = new FileInfo(PathOf(digest));
        if (!file.Exists || file.Length != size)
            return null;
        CacheUse.Mark(file.FullName);
        return file.FullName;
    }

    /// <summary>Returns the path of a file in the store, after downloading the file if the store lacks it.</summary>
    /// <inheritdoc cref="Downloader.DownloadAsync" path="/exception"/>
    /// <exception cref="RustImageException">RIMG7034: another build downloads the file and makes no progress.</exception>
    public Task<string> GetAsync(
        Digest digest, long size, IReadOnlyList<Uri> sources, string name, CancellationToken cancellation = default) =>
        GetAsync(new WantedFile(digest, size, sources, name), null, cancellation);

    /// <summary>Downloads the files that the store does not have, several at once.</summary>
    /// <returns>The paths of all files, in their order.</returns>
    /// <inheritdoc cref="GetAsync(Digest, long, IReadOnlyList{Uri}, string, CancellationToken)" path="/exception"/>
    public async Task<IReadOnlyList<string>> GetAllAsync(
        IEnumerable<WantedFile> files, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        var wanted = files.ToList();
        var missing = wanted.DistinctBy(f => f.Digest).Where(f => Find(f.Digest, f.Size) is null).ToList();
        var report = new ProgressMeter(progress, missing, _options.Time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Connections, CancellationToken = cancellation };
        await Parallel.ForAsync(0, missing.Count, parallel, async (i, stop) =>
        {
            await GetAsync(missing[i], b => report.Moved(i, b), stop).ConfigureAwait(false);
            report.Finished(i);
        }).ConfigureAwait(false);
        return [.. wanted.Select(f => PathOf(f.Digest))];
    }

    /// <summary>Removes a damaged file, so that it is downloaded again.</summary>
    public void Drop(Digest digest)
    {
        if (Directory.Exists(Path.Combine(directory, "sha256")))
            File.Delete(PathOf(digest));
    }

    private async Task<string> GetAsync(WantedFile file, Action<long>? onBytes, CancellationToken cancellation)
    {
        if (Find(file.Digest, file.Size) is { } present)
            return present;
        Directory.CreateDirectory(Path.Combine(directory, "sha256"));
        var partial = new FileInfo(Path.Combine(directory, "partial", file.Digest.Hex));
        partial.Directory!.Create();
        using var held = await InterprocessLock.TakeAsync($"{partial.FullName}.lock", Length, file.Name, _options, cancellation)
            .ConfigureAwait(false);
        if (Find(file.Digest, file.Size) is { } arrived)
            return arrived;
        using (var stream = new FileStream(
            partial.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0, useAsync: true))
        {
            await downloader.DownloadAsync(file.Sources, stream, file.Size, file.Digest, file.Name, onBytes, cancellation)
                .ConfigureAwait(false);
        }
        var path = PathOf(file.Digest);
        File.Move(partial.FullName, path, overwrite: true);
        return path;

        long Length()
        {
            partial.Refresh();
            return partial.Exists ? partial.Length : -1;
        }
    }

    /// <returns>The path that a file has, or will have.</returns>
    internal string PathOf(Digest digest) => Path.GetFullPath(Path.Combine(directory, "sha256", digest.Hex));
}
