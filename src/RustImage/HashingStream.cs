using System.Security.Cryptography;

namespace RustImage;

/// <summary>Passes written bytes on to another stream, and computes their SHA-256.</summary>
/// <param name="cancellation">Stops a long copy between two writes.</param>
internal sealed class HashingStream(Stream inner, CancellationToken cancellation = default) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private Digest? _last;

    /// <summary>The number of bytes written so far.</summary>
    public long Count { get; private set; }

    /// <summary>The digest of all bytes written so far.</summary>
    public Digest Digest() => _last ?? RustImage.Digest.FromHash(_hash.GetCurrentHash());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        _hash.AppendData(buffer);
        Count += buffer.Length;
        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Writers of archives dispose this stream. Its digest must be available afterwards.
        _last = Digest();
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
