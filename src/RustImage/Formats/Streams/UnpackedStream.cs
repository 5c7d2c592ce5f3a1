using ZstdSharp;

namespace RustImage.Formats.Streams;

/// <summary>Reads what a decompressor gives, no more than a limit, and turns each decompressor's own exceptions into one error.</summary>
/// <param name="inner">The decompressor; disposed with this stream.</param>
/// <param name="limit">The most bytes that may be read. A decompression bomb ends here, before it fills the disk.</param>
/// <param name="damaged">The error for damaged data, from what the decompressor says of it.</param>
/// <param name="tooLarge">The error for more bytes than the limit.</param>
internal sealed class UnpackedStream(
    Stream inner, long limit, Func<string, Diagnostic> damaged, Func<Diagnostic> tooLarge, CancellationToken cancellation) : ReadOnlyStream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a decompressor throws this for damaged data: GZipStream, <see cref="Xz.XzStream"/>, or ZstdSharp's.</summary>
    public static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or ZstdException;

    /// <exception cref="RustImageException">The data is damaged, or has more bytes than the limit.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = ReadInner(buffer);
        Count += count;
        return Count <= limit ? count : throw tooLarge().ToException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw damaged(e.Message.TrimEnd('.')).ToException(e);
        }
    }
}
