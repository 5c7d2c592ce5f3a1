using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>Downloads files over HTTP, or copies them from disk, from the first of several sources that has them.</summary>
/// <remarks>
/// A download that breaks off or stalls is continued. A failing server is tried again after a pause, then the next source is tried. No
/// source is trusted: the digest alone shows that the bytes are right.
/// </remarks>
internal sealed class Downloader : IDisposable
{
    /// <summary>
    /// A try that received so many bytes does not count as failed, so that a large file can be downloaded over an unreliable network.
    /// </summary>
    private const long MuchProgress = 1 << 18;

    private readonly DownloadClient _client;
    private readonly HostThrottles _throttles;
    private readonly DownloadFailover _failover;

    public Downloader(TransferOptions? options = null)
        : this(options ?? new(), HttpConnections.CreateHandler())
    {
    }

    internal Downloader(TransferOptions options, HttpMessageHandler handler)
    {
        Options = options;
        _client = new DownloadClient(handler, options.Time);
        _throttles = new HostThrottles(options);
        _failover = new DownloadFailover(options, _throttles);
    }

    internal TransferOptions Options { get; }

    /// <param name="sources">http, https and file addresses of the same file.</param>
    /// <param name="destination">
    /// Can be read, written and sought in. Its content is taken for the first bytes of the file, and only the rest is downloaded.
    /// </param>
    /// <param name="size">The size in bytes. Sources that send more or fewer are wrong.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="onBytes">Called with the number of bytes that are here, whenever it changes.</param>
    /// <exception cref="RustImageException">
    /// RIMG7032: no source gave the file. RIMG7033: and one sent other bytes. RIMG7036: no source has the file.
    /// </exception>
    public async Task DownloadAsync(
        IReadOnlyList<Uri> sources, Stream destination, long size, Digest digest, string name, Action<long>? onBytes = null,
        CancellationToken cancellation = default)
    {
        using var transfer = await Transfer.StartAsync(destination, size, digest, onBytes, cancellation).ConfigureAwait(false);
        if (transfer.IsWhole)
            return;
        var conditions = new Dictionary<Uri, RangeConditionHeaderValue?>();
        await _failover.RunAsync(sources, name, missingIsAnswer: false, TryAsync, cancellation).ConfigureAwait(false);

        async Task<Transfer> TryAsync(DownloadSource source, StallWatch watch)
        {
            var isFresh = source.Retries.BypassesCaches;
            var request = new DownloadRequest(
                source.Address, isFresh ? 0 : transfer.Received, conditions.GetValueOrDefault(source.Address), isFresh);
            using var body = await _client.OpenAsync(request, watch).ConfigureAwait(false);
            conditions[source.Address] = body.Condition;
            var before = body.Offset;
            try
            {
                await transfer.TakeAsync(body, watch, cancellation).ConfigureAwait(false);
            }
            catch (TransferException) when (transfer.Received - before >= MuchProgress)
            {
                source.Retries.Reset();
                throw;
            }
            return transfer;
        }
    }

    /// <summary>Downloads a small file of unknown digest, in its current form: caches must ask the server.</summary>
    /// <param name="sources">At least one address.</param>
    /// <param name="maximumSize">The limit in bytes. Larger files are refused.</param>
    /// <returns>The file; null where every source says that it does not exist (404).</returns>
    /// <exception cref="RustImageException">
    /// RIMG7032: no source gave the file, and not every source said that it does not exist.
    /// </exception>
    public Task<byte[]?> FetchAsync(IReadOnlyList<Uri> sources, long maximumSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        return _failover.RunAsync(sources, sources[0].Segments[^1], missingIsAnswer: true, TryAsync, cancellation);

        async Task<byte[]> TryAsync(DownloadSource source, StallWatch watch)
        {
            using var body = await _client.OpenAsync(new DownloadRequest(source.Address, Fresh: true), watch).ConfigureAwait(false);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 14];
            while (await watch.RunAsync(c => body.Stream.ReadAsync(buffer, c)).ConfigureAwait(false) is > 0 and var count)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > maximumSize)
                    throw new TransferException(Failure.Refused, $"it sends more than {maximumSize} bytes");
            }
            return bytes.ToArray();
        }
    }

    /// <summary>Treats the host of an address as slow: one request at a time, and longer pauses after failures.</summary>
    internal void Spare(Uri address) => _throttles.Spare(address);

    public void Dispose()
    {
        _client.Dispose();
        _throttles.Dispose();
    }
}
