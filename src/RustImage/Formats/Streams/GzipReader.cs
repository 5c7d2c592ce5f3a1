using ICSharpCode.SharpZipLib.GZip;

namespace RustImage.Formats.Streams;

/// <summary>Unpacks gzip data (RFC 1952) of which nothing else shows that it is whole.</summary>
/// <remarks>
/// .NET's GZipStream is faster, but it accepts data that is cut off (dotnet/runtime#47563). SharpZipLib checks the end, but reports damage
/// with exceptions of any type.
/// </remarks>
/// <param name="compressed">Disposed with this stream.</param>
internal sealed class GzipReader(Stream compressed) : ReadOnlyStream
{
    private readonly GZipInputStream _inner = new(compressed);

    /// <exception cref="InvalidDataException">The data is damaged, or ends too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        var bytes = new byte[buffer.Length];
        var count = Read(bytes, 0, bytes.Length);
        bytes.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _inner.Read(buffer, offset, count);
        }
        catch (Exception e) when (e is not (IOException and not EndOfStreamException or OperationCanceledException))
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
