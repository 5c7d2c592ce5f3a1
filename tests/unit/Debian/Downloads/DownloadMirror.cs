using RustImage.Debian.Downloads;
using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Downloads;

/// <summary>A mirror with one file, and a downloader that makes no pauses.</summary>
internal sealed class DownloadMirror : IDisposable
{
    public const string Path = "/debian/pool/main/libx1_1.0-1+b1~deb_amd64.deb";

    public DownloadMirror(int size = 300_000, TransferOptions? options = null)
    {
        Bytes = new byte[size];
        new Random(size).NextBytes(Bytes);
        Digest = Digest.OfBytes(Bytes);
        Server.Files[Path] = Bytes;
        Second.Files[Path] = Bytes;
        Options = (options ?? new()) with { Delay = Delay };
        Downloader = new Downloader(Options);
    }

    public byte[] Bytes { get; }

    public Digest Digest { get; }

    public FaultyServer Server { get; } = new();

    /// <summary>A second mirror with the same file.</summary>
    public FaultyServer Second { get; } = new();

    public TransferOptions Options { get; }

    public Downloader Downloader { get; }

    /// <summary>The waits that the downloader asked for.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public IEnumerable<string?> Ranges => Server.Requests.Select(r => r.Header("Range"));

    /// <param name="sources">Empty for the first server alone.</param>
    public Task DownloadAsync(Stream destination, params Uri[] sources) => Downloader.DownloadAsync(
        sources.Length == 0 ? [Server[Path]] : sources, destination, Bytes.Length, Digest, "libx1");

    /// <returns>The downloaded bytes, right or wrong.</returns>
    public async Task<byte[]> GetAsync(params Uri[] sources)
    {
        var stream = new MemoryStream();
        await DownloadAsync(stream, sources);
        return stream.ToArray();
    }

    public async Task<RustImageException> FailAsync(params Uri[] sources) =>
        await Assert.ThrowsAsync<RustImageException>(() => GetAsync(sources));

    public void Dispose()
    {
        Downloader.Dispose();
        Server.Dispose();
        Second.Dispose();
    }

    /// <remarks>
    /// It gives the thread away: builds that wait for another one would otherwise keep all threads of the pool busy, and the build
    /// that downloads could not connect within the time limit.
    /// </remarks>
    private Task Delay(TimeSpan time, CancellationToken cancellation)
    {
        lock (Waits)
            Waits.Add(time);
        return Task.Delay(1, cancellation);
    }
}
