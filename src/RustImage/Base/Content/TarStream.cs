using System.Security.Cryptography;
using RustImage.Formats.Streams;

namespace RustImage.Base.Content;

/// <summary>Reads the tar of a layer and takes its digest. Throws RIMG5108 where the layer is damaged or too large.</summary>
/// <param name="unpacked">The layer's decompressor; disposed with this stream.</param>
/// <param name="layer">The layer's name for messages.</param>
internal sealed class TarStream(Stream unpacked, string layer, CancellationToken cancellation) : ReadOnlyStream
{
    /// <summary>Several times the size of the largest images, in bytes.</summary>
    private const long MostBytes = 64L << 30;

    private readonly UnpackedStream _inner = new(
        unpacked, MostBytes, damage => Messages.BadBaseLayer(layer, $"it can't be unpacked: {damage}"),
        () => Messages.BadBaseLayer(layer, $"it unpacks to more than {MostBytes >> 30} GiB"), cancellation);

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Count => _inner.Count;

    /// <summary>The digest of everything read so far.</summary>
    public Digest Digest() => RustImage.Digest.FromHash(_hash.GetCurrentHash());

    /// <exception cref="RustImageException">RIMG5108: the layer is damaged, or too large.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = _inner.Read(buffer);
        _hash.AppendData(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
