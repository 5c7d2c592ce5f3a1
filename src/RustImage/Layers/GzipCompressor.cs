using RustImage.Deflate;

namespace RustImage.Layers;

/// <summary>Compresses layers to gzip (RFC 1952). The layers of one step share it, and with it all cores.</summary>
/// <remarks>
/// Managed code: the system's zlib gives other bytes with each version and processor (dotnet/runtime#86824).
/// </remarks>
internal sealed class GzipCompressor(DeflateLevel level)
{
    /// <summary>Raise this number with each change of the compressed bytes. Otherwise the cache would serve the old ones.</summary>
    private const int Version = 1;

    private readonly DeflateWorkers _workers = new(level);

    /// <summary>The name and the level, "rustimage-gzip-1-balanced". The same name and the same tar give the same bytes.</summary>
    public string Name { get; } = $"rustimage-gzip-{Version}-{level.ToString().ToLowerInvariant()}";

    /// <param name="level">RustImageCompressionLevel.</param>
    /// <exception cref="RustImageException">RIMG5024: the level is unknown.</exception>
    public static GzipCompressor Parse(string level) => new(level.ToLowerInvariant() switch
    {
        "fast" => DeflateLevel.Fast,
        "balanced" => DeflateLevel.Balanced,
        "small" => DeflateLevel.Small,
        _ => throw Messages.BadCompressionLevel(level).ToException(),
    });

    /// <summary>Compresses, hashes and writes in one pass. The output stays open.</summary>
    /// <param name="writeTar">Writes the bytes to compress.</param>
    /// <returns>The digest of the compressed bytes.</returns>
    public Digest Compress(Action<Stream> writeTar, Stream output, CancellationToken cancellation = default)
    {
        using var compressed = new HashingStream(output, cancellation);
        using var gzip = new ParallelGzipStream(compressed, _workers, cancellation);
        writeTar(gzip);
        gzip.Complete();
        return compressed.Digest();
    }
}
