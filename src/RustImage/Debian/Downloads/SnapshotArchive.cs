using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>
/// Debian's archive of all package versions ever published. It is slow, so it is used only for versions that no mirror has.
/// </summary>
/// <remarks>
/// Its interface is described at https://salsa.debian.org/snapshot-team/snapshot/raw/master/API. It names files by SHA-1, so callers must
/// verify the bytes.
/// </remarks>
internal sealed class SnapshotArchive
{
    /// <summary>The largest list of a package's files that is accepted, in bytes. Real ones have up to some ten kilobytes.</summary>
    private const long LargestList = 1 << 22;

    private readonly Downloader _downloader;
    private readonly Uri _base;

    /// <param name="downloader">Treats the archive's host as slow from now on (<see cref="Downloader.Spare"/>).</param>
    /// <param name="baseAddress">Null for Debian's own.</param>
    public SnapshotArchive(Downloader downloader, Uri? baseAddress = null)
    {
        var address = (baseAddress ?? Official).AbsoluteUri;
        _base = new Uri(address.EndsWith('/') ? address : address + "/");
        _downloader = downloader;
        downloader.Spare(_base);
    }

    public static Uri Official { get; } = new("https://snapshot.debian.org/");

    /// <param name="name">The name of the binary package.</param>
    /// <param name="version">The full version, with its epoch.</param>
    /// <param name="architecture">Debian's name of the architecture. Files for <c>all</c> are found, too.</param>
    /// <param name="size">The size of the file, in bytes.</param>
    /// <returns>The addresses of all files of that name and size; empty where the archive has none.</returns>
    /// <exception cref="RustImageException">RIMG7032: the archive does not answer. RIMG7035: its answer is malformed.</exception>
    public async Task<IReadOnlyList<Uri>> FindAsync(
        string name, string version, string architecture, long size, CancellationToken cancellation = default)
    {
        var query = new Uri(_base, $"mr/binary/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(version)}/binfiles?fileinfo=1");
        var answer = await _downloader.FetchAsync([query], LargestList, cancellation).ConfigureAwait(false);
        return answer is null ? [] : ForeignJson.Read(
            answer,
            list => (IReadOnlyList<Uri>)[.. Hashes(list, architecture, size).Distinct().Select(h => new Uri(_base, $"file/{h}"))],
            e => Messages.BadSnapshotAnswer(Redacted.Of(query), e.Message));
    }

    /// <summary>
    /// Reads the answer: <c>result</c> has an architecture and a SHA-1 for each file; <c>fileinfo</c> has for each SHA-1 a list of
    /// occurrences with the size.
    /// </summary>
    internal static IEnumerable<string> Hashes(ForeignJson list, string architecture, long size)
    {
        return from file in list.Required("result").Items()
               let found = file["architecture"].Text()
               let hash = file["hash"].Text()
               where (found == architecture || found == "all") && hash.Length == 40 && hash.All(char.IsAsciiHexDigit)
                   && list["fileinfo"][hash].Items().Any(i => i["size"].Number() == size)
               select hash;
    }
}
