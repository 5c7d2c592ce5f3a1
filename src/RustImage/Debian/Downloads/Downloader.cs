using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>Gets files from the first of several sources that has them: over HTTP, or from disk.</summary>
/// <remarks>
/// Connections that break or stall are taken up where they ended, failing servers are asked again after a while, then the next
/// source is tried. Which bytes are right is for the digest to say, never for a source.
/// </remarks>
public sealed class Downloader : IDisposable
{
    /// <summary>A try that brought so many bytes was no failure: a large file comes over a bad network too.</summary>
    private const long MuchProgress = 1 << 18;

    private readonly SourceClient _client;
    private readonly HostThrottles _throttles;
    private readonly SourceRound _round;

    public Downloader(TransferOptions? options = null)
        : this(options ?? new(), HttpConnections.CreateHandler())
    {
    }

    internal Downloader(TransferOptions options, HttpMessageHandler handler)
    {
        Options = options;
        _client = new SourceClient(handler, options.Time);
        _throttles = new HostThrottles(options);
        _round = new SourceRound(options, _throttles);
    }

    internal TransferOptions Options { get; }

    /// <param name="sources">http, https and file addresses of the same file.</param>
    /// <param name="destination">To read, write and seek in. What it holds already is taken for the file's first bytes, and only the rest is had.</param>
    /// <param name="size">In bytes; a source that gives more or less is not the right one.</param>
    /// <param name="name">The file's, for messages.</param>
    /// <param name="onBytes">Told how many bytes are here, whenever some came.</param>
    /// <exception cref="RustImageException">RIMG7032: no source gave the file. RIMG7033: and one gave other bytes.</exception>
    public async Task DownloadAsync(
        IReadOnlyList<Uri> sources, Stream destination, long size, Digest digest, string name, Action<long>? onBytes = null,
        CancellationToken cancellation = default)
    {
        using var transfer = await Transfer.StartAsync(destination, size, digest, onBytes, cancellation).ConfigureAwait(false);
        if (transfer.IsWhole)
            return;
        var conditions = new Dictionary<Uri, RangeConditionHeaderValue?>();
        await _round.RunAsync(sources, name, missingIsAnswer: false, TryAsync, cancellation).ConfigureAwait(false);

        async Task<Transfer> TryAsync(Visit visit, StallWatch watch)
        {
            var isFresh = visit.Retries.BypassesCaches;
            var request = new SourceRequest(
                visit.Source, isFresh ? 0 : transfer.Received, conditions.GetValueOrDefault(visit.Source), isFresh);
            using var body = await _client.OpenAsync(request, watch).ConfigureAwait(false);
            conditions[visit.Source] = body.Condition;
            var before = body.Offset;
            try
            {
                await transfer.TakeAsync(body, watch, cancellation).ConfigureAwait(false);
            }
            catch (TransferException) when (transfer.Received - before >= MuchProgress)
            {
                visit.Retries.Reset();
                throw;
            }
            return transfer;
        }
    }

    /// <summary>Gets a small file whose digest is not known, as it is now: caches are asked to ask again.</summary>
    /// <param name="sources">At least one.</param>
    /// <param name="maximumSize">In bytes; larger answers are refused.</param>
    /// <returns>The file, or null where every source says that there is none (404).</returns>
    /// <exception cref="RustImageException">RIMG7032: no source gave the file, and not all said that there is none.</exception>
    public Task<byte[]?> FetchAsync(IReadOnlyList<Uri> sources, long maximumSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        return _round.RunAsync(sources, sources[0].Segments[^1], missingIsAnswer: true, TryAsync, cancellation);

        async Task<byte[]> TryAsync(Visit visit, StallWatch watch)
        {
            using var body = await _client.OpenAsync(new SourceRequest(visit.Source, Fresh: true), watch).ConfigureAwait(false);
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

    /// <summary>The host of this address is slow: from now on one request at a time goes there, with longer pauses after a failure.</summary>
    internal void Spare(Uri address) => _throttles.Spare(address);

    public void Dispose()
    {
        _client.Dispose();
        _throttles.Dispose();
    }
}
