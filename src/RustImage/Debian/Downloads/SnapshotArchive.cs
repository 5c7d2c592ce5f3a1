using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>Debian's archive of every version there ever was: slow, so it is only for versions that have left all mirrors.</summary>
/// <remarks>Its machine-readable interface: https://salsa.debian.org/snapshot-team/snapshot/raw/master/API. It names files by SHA-1, so the bytes are to be verified.</remarks>
public sealed class SnapshotArchive
{
    /// <summary>A list of one package's files; the largest are of some ten kilobytes.</summary>
    private const long LargestList = 1 << 22;

    private readonly Downloader _downloader;
    private readonly Uri _base;

    /// <param name="baseAddress">Null for Debian's own. From now on its host is asked one thing at a time and with more patience, by all downloads of this downloader.</param>
    public SnapshotArchive(Downloader downloader, Uri? baseAddress = null)
    {
        var address = (baseAddress ?? Official).AbsoluteUri;
        _base = new Uri(address.EndsWith('/') ? address : address + "/");
        _downloader = downloader;
        downloader.Spare(_base);
    }

    public static Uri Official { get; } = new("https://snapshot.debian.org/");

    /// <param name="name">Of the binary package.</param>
    /// <param name="version">Its full version, with its epoch.</param>
    /// <param name="architecture">Debian's name of it; files for all architectures count too.</param>
    /// <param name="size">Of the file, in bytes.</param>
    /// <returns>Addresses of the file, or none where the archive does not know it.</returns>
    /// <exception cref="RustImageException">RIMG7032: the archive does not answer. RIMG7035: it answers nonsense.</exception>
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

    /// <summary><c>result</c> has the architectures, each with the SHA-1 of a file; <c>fileinfo</c> has for each SHA-1 where it was seen, and its size.</summary>
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
