using System.Security.Cryptography;
using RustImage.Formats.Streams;
using ZstdSharp;

namespace RustImage.Base.Content;

/// <summary>The tar of a layer as it is read: takes its digest, and ends what is damaged or without measure.</summary>
/// <param name="layer">For messages.</param>
internal sealed class TarStream(Stream inner, string layer, CancellationToken cancellation) : ReadOnlyStream
{
    /// <summary>Several times what the largest images have, in bytes.</summary>
    private const long MostBytes = 64L << 30;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Of everything read so far.</summary>
    public Digest Digest() => RustImage.Digest.FromHash(_hash.GetCurrentHash());

    /// <exception cref="RustImageException">RIMG5108: it is damaged, or there is too much of it.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = ReadInner(buffer);
        _hash.AppendData(buffer[..count]);
        Count += count;
        return Count <= MostBytes ? count : throw Messages.BadBaseLayer(layer, $"it unpacks to more than {MostBytes >> 30} GiB").ToException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw Messages.BadBaseLayer(layer, $"it can't be unpacked: {e.Message}").ToException(e);
        }
    }
}
